package dev.lanes.inference.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Posts a body once.
final class Exchange {
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

    private final RemoteEndpoint endpoint;
    private final HttpClient client;
    private final int mostBytes;

    Exchange(RemoteEndpoint endpoint, HttpClient client, int mostBytes) {
        this.endpoint = endpoint;
        this.client = client;
        this.mostBytes = mostBytes;
    }

    /// A request that is ready to be sent.
    ///
    /// @param redaction hides its secrets
    record Prepared(HttpRequest request, Redaction redaction) {}

    /// Asks for the secrets and the signature, which is code of the user.
    Prepared prepare(byte[] body) {
        List<String> secrets = new ArrayList<>(endpoint.queryValues());
        HttpRequest request = request(body, secrets);
        return new Prepared(request, new Redaction(secrets));
    }

    /// Waits until the answer is whole, the time is over or the thread is interrupted; in the last
    /// two cases the connection is broken.
    ///
    /// @throws RemoteException.Interrupted when interrupted
    Attempt post(Prepared prepared, Duration limit) {
        Redaction redaction = prepared.redaction();
        // The timeout of an HttpRequest would end with the headers of the answer.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(prepared.request(), BoundedBody.handler(mostBytes));
        try {
            HttpResponse<byte[]> response = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return response.statusCode() / 100 == 2
                    ? new Attempt.Answered(response.body(), redaction)
                    : refused(response, redaction);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException.Interrupted(endpoint.name());
        } catch (TimeoutException | CancellationException e) {
            return late(limit);
        } catch (ExecutionException e) {
            return broken(e.getCause(), limit, redaction);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(byte[] body, List<String> secrets) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.uri())
                        .POST(BodyPublishers.ofByteArray(body))
                        .setHeader("Accept", "application/json")
                        .setHeader("Content-Type", "application/json");
        if (endpoint.uri().getScheme().equalsIgnoreCase("http")) {
            // Version 2 would begin with an upgrade, which not every server understands.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        for (RemoteEndpoint.Header header : endpoint.headers()) {
            String secret = header.secret().map(Secret::reveal).orElse("");
            if (header.secret().isPresent()) {
                checkSecret(header.name(), secret);
                secrets.add(secret);
            }
            request.setHeader(header.name(), header.before() + secret);
        }
        endpoint.signer()
                .ifPresent(signer ->
                        signer.sign(body)
                                .forEach((name, value) -> {
                                    checkSecret(name, value);
                                    secrets.add(value);
                                    request.setHeader(name, value);
                                }));
        return request.build();
    }

    /// The JDK would repeat a value that it does not like in its error.
    private void checkSecret(String header, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "%s: header %s must have a value but its secret was missing"
                            .formatted(endpoint.name(), header));
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                throw new IllegalStateException(
                        "%s: header %s must hold printable ASCII characters only but character %d"
                                        .formatted(endpoint.name(), header, i)
                                + " of its secret was none");
            }
        }
    }

    private Attempt refused(HttpResponse<byte[]> response, Redaction redaction) {
        int status = response.statusCode();
        String body = redaction.excerpt(Texts.utf8(response.body()));
        String problem = "status must be 2xx but was %d: %s".formatted(status, body);
        if (status / 100 == 3) {
            String place = response.headers().firstValue("Location").map(this::place).orElse("?");
            problem =
                    "status must be 2xx but was %d; it points to %s, and headers with secrets follow"
                                    .formatted(status, redaction.excerpt(place))
                            + " no redirect";
        }
        var wait = RetryAfter.of(response.headers());
        var error = new RemoteException.Status(endpoint.name(), problem, status, wait);
        return new Attempt.Failed(error, AGAIN.contains(status), wait.orElse(Duration.ZERO));
    }

    /// Where a redirect points to, without its query.
    private String place(String location) {
        try {
            return RemoteEndpoint.name(endpoint.uri().resolve(new URI(location)));
        } catch (URISyntaxException e) {
            return "no address";
        }
    }

    private Attempt late(Duration limit) {
        var error =
                new RemoteException.Timeout(
                        endpoint.name(),
                        "answer must be whole within %d ms but was not"
                                .formatted(limit.toMillis()));
        return new Attempt.Failed(error, true, Duration.ZERO);
    }

    private Attempt broken(Throwable cause, Duration limit, Redaction redaction) {
        if (cause instanceof BoundedBody.TooLarge) {
            String problem = "answer must have at most %d bytes but had more".formatted(mostBytes);
            return failed(new RemoteException.Response(endpoint.name(), problem), false);
        }
        if (cause instanceof HttpTimeoutException) {
            return late(limit);
        }
        if (!(cause instanceof IOException)) {
            throw new IllegalStateException(
                    endpoint.name() + ": cannot be asked", shown(cause, redaction));
        }
        if (cause instanceof ConnectException && unresolved(cause)) {
            String problem = "host must have an address but none was found";
            return failed(new RemoteException.Connection(endpoint.name(), problem, cause), false);
        }
        String rule =
                switch (cause) {
                    case ConnectException _ -> "connection must come about but was refused";
                    case SSLException _ -> "connection must be a trusted one but is not";
                    case ProtocolException _ -> "answer must be HTTP but is not";
                    default -> "answer must be whole but the connection broke";
                };
        String what =
                cause.getMessage() == null
                        ? ""
                        : " (" + redaction.excerpt(cause.getMessage()) + ")";
        boolean again = !(cause instanceof SSLException) && !(cause instanceof ProtocolException);
        Throwable shown = shown(cause, redaction);
        return failed(new RemoteException.Connection(endpoint.name(), rule + what, shown), again);
    }

    /// A cause that quotes nothing of a server that repeats secrets, else nothing.
    private static Throwable shown(Throwable cause, Redaction redaction) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (each instanceof ProtocolException
                    || (message != null && redaction.finds(message))) {
                return null;
            }
        }
        return cause;
    }

    private static boolean unresolved(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static Attempt failed(RemoteException error, boolean again) {
        return new Attempt.Failed(error, again, Duration.ZERO);
    }
}
