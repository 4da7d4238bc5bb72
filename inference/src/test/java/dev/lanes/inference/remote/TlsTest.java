package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose certificate only its owner trusts.
class TlsTest {
    private static final String PASSWORD = "password";

    @TempDir private Path folder;

    @Test
    void certificateThatNobodyTrustsIsNotTriedAgain() throws Exception {
        SSLContext context = context();
        try (var server = server(context);
                var encoder =
                        RemoteModels.dense(
                                server.endpoint(), Played.TEMPLATE, Played.MODEL, Played.QUICK)) {
            assertThatThrownBy(() -> encoder.encodeQuery("four"))
                    .isInstanceOf(RemoteException.Connection.class)
                    .hasMessageStartingWith(
                            server.address() + ": connection must be a trusted one but is not");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void clientOfTheCallerTrustsIt() throws Exception {
        SSLContext context = context();
        try (var server = server(context);
                var client = HttpClient.newBuilder().sslContext(context).build();
                var encoder =
                        RemoteModels.dense(
                                server.endpoint().withClient(client).withBearer(Secret.of("token")),
                                Played.TEMPLATE,
                                Played.MODEL,
                                Played.QUICK)) {
            assertThat(encoder.encodeQuery("four")).containsExactly(4, 1);
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("authorization", "Bearer token");
        }
    }

    private static Server server(SSLContext context) throws Exception {
        var socket =
                context.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new Server(Played::answer, "https", socket);
    }

    /// Key and certificate by the JDK's own tool.
    private SSLContext context() throws Exception {
        Path file = folder.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder(
                                tool.toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
