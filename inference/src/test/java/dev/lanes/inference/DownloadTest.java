package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models come from a server that behaves, and from one that does not.
class DownloadTest {
    @TempDir Path folder;

    private byte[] zip;
    private TestServer server;
    private ModelRegistry registry;

    @BeforeEach
    void open() throws IOException {
        zip =
                Zips.bytes(
                        TinyModel.write(
                                folder.resolve("a"), TinyModel.descriptor("mean", "false")));
        server = new TestServer(zip);
        registry = ModelRegistry.open(folder.resolve("registry"));
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
        server.close();
    }

    private static Registration hash(byte[] content) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        return Registration.plain().withSha256(HexFormat.of().formatHex(digest));
    }

    @Test
    void registersFromAServer() throws Exception {
        List<Long> progress = new ArrayList<>();
        RegisteredModel model =
                registry.register(
                        server.address(),
                        hash(zip)
                                .withProgress((bytes, total) -> {
                                    assertThat(total).isEqualTo(zip.length);
                                    progress.add(bytes);
                                }));
        assertThat(model.id()).isEqualTo("tiny:1");
        assertThat(model.source()).startsWith("http://127.0.0.1").endsWith("/models/tiny.zip");
        assertThat(progress).startsWith(0L).endsWith((long) zip.length).isSorted();
        assertThat(folder.resolve("registry/downloads")).isEmptyDirectory();
    }

    @Test
    void brokenConnectionsAreTakenUpWhereTheyEnded() throws Exception {
        server.breakAfter(zip.length / 3 + 1);
        registry.register(server.address(), hash(zip));
        assertThat(server.ranges())
                .containsExactly(
                        "",
                        "bytes=" + (zip.length / 3 + 1) + "-",
                        "bytes=" + 2 * (zip.length / 3 + 1) + "-");
    }

    /// Gets a hundred bytes and then gives up.
    private void beginAndGiveUp() throws Exception {
        server.breakAfter(100);
        assertThatThrownBy(() ->
                        registry.register(
                                server.address(),
                                hash(zip)
                                        .withProgress((bytes, total) -> {
                                            if (bytes > 0) {
                                                throw new CancellationException("enough");
                                            }
                                        })))
                .hasMessage("enough");
    }

    @Test
    void laterTryGoesOnWhereTheFirstEnded() throws Exception {
        beginAndGiveUp();
        registry.close();
        registry = ModelRegistry.open(folder.resolve("registry"));
        server.breakAfter(Integer.MAX_VALUE);
        registry.register(server.address(), hash(zip));
        assertThat(server.ranges()).endsWith("bytes=100-");
    }

    @Test
    void wholePartIsNotFetchedAgain() throws Exception {
        assertThatThrownBy(() ->
                        registry.register(
                                server.address(),
                                hash(zip)
                                        .withProgress((bytes, total) -> {
                                            if (bytes == total) {
                                                throw new CancellationException("enough");
                                            }
                                        })))
                .hasMessage("enough");
        registry.register(server.address(), hash(zip));
        assertThat(server.ranges()).containsExactly("", "bytes=" + zip.length + "-");
    }

    @Test
    void sameDownloadTwiceAtATime() throws Exception {
        List<Throwable> second = new ArrayList<>();
        var download =
                hash(zip)
                        .withProgress((bytes, total) -> {
                            if (second.isEmpty()) {
                                second.add(
                                        catchThrowable(() ->
                                                registry.register(server.address(), hash(zip))));
                            }
                        });
        registry.register(server.address(), download);
        assertThat(second.getFirst())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("is being downloaded by somebody else");
    }

    @Test
    void fileThatChangedMeanwhileIsFetchedAnew() throws Exception {
        beginAndGiveUp();
        byte[] other =
                Zips.bytes(
                        TinyModel.write(folder.resolve("b"), TinyModel.descriptor("cls", "true")));
        server.breakAfter(Integer.MAX_VALUE);
        server.change(other, "\"two\"");
        assertThat(registry.register(server.address(), hash(other)).model().dense().pooling())
                .isEqualTo(Pooling.CLS);
    }

    @Test
    void serverWithoutRanges() throws Exception {
        server.forgetRanges();
        server.breakAfter(100);
        assertThatThrownBy(() -> registry.register(server.address(), hash(zip)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("cannot be downloaded")
                .hasMessageNotContaining("secret");
        server.breakAfter(Integer.MAX_VALUE);
        assertThat(registry.register(server.address(), hash(zip)).id()).isEqualTo("tiny:1");
    }

    @Test
    void wrongHashIsNotUnpackedNorKept() throws Exception {
        assertThatThrownBy(() ->
                        registry.register(
                                server.address(), Registration.plain().withSha256("0".repeat(64))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tiny.zip: expected the SHA-256 000")
                .hasMessageNotContaining("secret");
        assertThat(folder.resolve("registry/downloads")).isEmptyDirectory();
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void answersThatAreNoFile() throws Exception {
        server.fail("404 Not Found");
        assertThatThrownBy(() -> registry.register(server.address(), hash(zip)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected the status 200 but found 404");
        server.fail("503 Service Unavailable");
        assertThatThrownBy(() -> registry.register(server.address(), hash(zip)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("503");
        assertThat(server.ranges()).hasSize(1 + 5);
    }

    @Test
    void addressesAndHashesAreAskedFor() {
        assertThatThrownBy(() -> registry.register(server.address(), Registration.plain()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sha256 must be given");
        for (String address : List.of("ftp://a.b/c", "file:///etc/passwd", "c", "http:///x")) {
            assertThatThrownBy(() -> registry.register(URI.create(address), Registration.plain()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must have an http or https address");
        }
    }

    @Test
    void addressThatIsRefusedIsNotShown() {
        for (String address : List.of("ftp://a.b/c?key=secret", "http://user_secret/x?k=secret")) {
            assertThatThrownBy(() -> registry.register(URI.create(address), Registration.plain()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void serverThatIsNotThere() throws Exception {
        server.close();
        assertThatThrownBy(() -> registry.register(server.address(), hash(zip)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("cannot be downloaded");
    }
}
