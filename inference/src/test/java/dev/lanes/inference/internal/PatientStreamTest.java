package dev.lanes.inference.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server sends the head of its answer and one byte, and then nothing.
class PatientStreamTest {
    @Test
    @Timeout(60)
    void silenceIsAnError() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpClient client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:%d/x".formatted(server.getLocalPort()));
            var answer =
                    client.sendAsync(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (Socket connection = server.accept()) {
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n!".getBytes(ISO_8859_1));
                try (InputStream body =
                        new PatientStream(answer.get().body(), Duration.ofMillis(200))) {
                    assertThat(body.read()).isEqualTo('!');
                    assertThatThrownBy(body::read)
                            .isInstanceOf(IOException.class)
                            .hasMessage("the server sent nothing for 200 ms");
                }
            }
        }
    }

    @Test
    void slowReaderIsNoSilence() throws Exception {
        try (InputStream body =
                new PatientStream(InputStream.nullInputStream(), Duration.ofMillis(1))) {
            Thread.sleep(20);
            assertThat(body.read()).isNegative();
        }
    }
}
