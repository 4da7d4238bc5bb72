package dev.lanes.inference.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A small HTTP/1.1 server that does what the test says down to the last byte, which the JDK's own
/// would not: it also resets connections, stops in the middle and never ends.
final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final Handler handler;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /// @param headers by lower-case name
    record Request(String line, Map<String, String> headers, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /// What to do with a request.
    interface Handler {
        void answer(Request request, Answer answer) throws Exception;
    }

    Server(Handler handler) throws IOException {
        this(handler, "http", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /// @param socket where it listens
    Server(Handler handler, String scheme, ServerSocket socket) {
        this.handler = handler;
        this.scheme = scheme;
        this.socket = socket;
        threads.execute(() -> accept());
    }

    String address() {
        return scheme + "://localhost:" + socket.getLocalPort() + "/embed";
    }

    RemoteEndpoint endpoint() {
        return RemoteEndpoint.of(address());
    }

    /// All requests until now.
    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            var answer = new Answer(connection);
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                Map<String, String> headers = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                var request = new Request(line, headers, body);
                requests.add(request);
                handler.answer(request, answer);
            }
        } catch (IOException | InterruptedException e) {
            // The client went away, which tests want it to do, or the test is over.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /// The other direction.
    static final class Answer {
        private final Socket connection;
        private final OutputStream out;

        Answer(Socket connection) throws IOException {
            this.connection = connection;
            this.out = connection.getOutputStream();
        }

        /// A whole answer.
        void send(int status, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head(status, bytes.length, headers);
            out.write(bytes);
            out.flush();
        }

        /// Status line and headers of an answer.
        void head(int status, long length, String... headers) throws IOException {
            var head = new StringBuilder("HTTP/1.1 " + status + " Reason\r\n");
            head.append("Content-Length: ").append(length).append("\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            raw(head + "\r\n");
        }

        /// Bytes as they are.
        void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /// Ends the connection in good order.
        void hangUp() throws IOException {
            connection.close();
        }

        /// Ends the connection with a reset.
        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }
}
