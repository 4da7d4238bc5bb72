package dev.lanes.inference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server of one file over HTTP, which may break off, forget ranges, or change the file.
final class TestServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile byte[] content;
    private volatile String tag = "\"one\"";
    private volatile boolean knowsRanges = true;
    private volatile int most = Integer.MAX_VALUE;
    private volatile String status = "";

    TestServer(byte[] content) throws IOException {
        this.content = content;
        Thread.ofPlatform().daemon().start(this::serve);
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/models/tiny.zip?key=secret".formatted(socket.getLocalPort()));
    }

    /// Serves another file.
    void change(byte[] other, String otherTag) {
        content = other;
        tag = otherTag;
    }

    /// Breaks each answer off after so many bytes.
    void breakAfter(int bytes) {
        most = bytes;
    }

    void forgetRanges() {
        knowsRanges = false;
    }

    /// Answers nothing but this status.
    void fail(String statusAndReason) {
        status = statusAndReason;
    }

    /// What was asked for, in its order; empty where that was all.
    List<String> ranges() {
        return ranges;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException e) {
                // The client is gone, or this is closed.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        String range = "";
        String condition = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Range: ", 0, 7)) {
                range = line.substring(7);
            } else if (line.regionMatches(true, 0, "If-Range: ", 0, 10)) {
                condition = line.substring(10);
            }
        }
        ranges.add(range);
        int from = 0;
        if (knowsRanges && !range.isEmpty() && condition.equals(tag)) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
        }
        String first =
                from == 0
                        ? "200 OK"
                        : "206 Partial Content\r\nContent-Range: bytes %d-%d/%d"
                                .formatted(from, content.length - 1, content.length);
        if (from >= content.length) {
            first =
                    "416 Range Not Satisfiable\r\nContent-Range: bytes */%d"
                            .formatted(content.length);
        }
        if (!status.isEmpty()) {
            first = status;
        }
        String head =
                "HTTP/1.1 %s\r\nETag: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(first, tag, content.length - from);
        OutputStream out = connection.getOutputStream();
        out.write(head.getBytes(ISO_8859_1));
        out.write(content, from, Math.min(most, content.length - from));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
