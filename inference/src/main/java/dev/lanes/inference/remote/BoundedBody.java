package dev.lanes.inference.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// Reads a body up to a limit of bytes and then breaks the connection, whatever length the server
/// announced.
final class BoundedBody implements BodySubscriber<byte[]> {
    /// Of an answer that is an error only the beginning is wanted.
    private static final int ERROR_BYTES = 8192;

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int most;
    private final boolean cut;
    private Flow.Subscription subscription;

    /// Too many bytes.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(int most) {
            super("more than " + most + " bytes");
        }
    }

    private BoundedBody(int most, boolean cut) {
        this.most = most;
        this.cut = cut;
    }

    /// Good answers fail when they are larger, others are cut.
    static BodyHandler<byte[]> handler(int most) {
        return response ->
                response.statusCode() / 100 == 2
                        ? new BoundedBody(most, false)
                        : new BoundedBody(Math.min(most, ERROR_BYTES), true);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int taken = Math.min(part.remaining(), most - received.size());
            var bytes = new byte[taken];
            part.get(bytes);
            received.writeBytes(bytes);
            if (part.hasRemaining()) {
                subscription.cancel();
                if (cut) {
                    body.complete(received.toByteArray());
                } else {
                    body.completeExceptionally(new TooLarge(most));
                }
                return;
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(received.toByteArray());
    }
}
