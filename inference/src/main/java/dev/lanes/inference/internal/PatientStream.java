package dev.lanes.inference.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The body of an answer, for a reader that waits only so long for its next byte. Nothing else ends
/// a connection whose other side fell silent.
final class PatientStream extends InputStream {
    private final InputStream source;
    private final Duration patience;
    private final Thread watch;
    private volatile boolean reading;
    private volatile long since;
    private volatile boolean silent;

    /// @param source whose reads end when it is closed; closed with this
    PatientStream(InputStream source, Duration patience) {
        this.source = source;
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("lanes-download").start(this::watch);
    }

    private void watch() {
        try {
            long left = patience.toNanos();
            while (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
                // A reader that is busy with what it has waits for nobody.
                left = patience.toNanos() - (reading ? System.nanoTime() - since : 0);
            }
            silent = true;
            source.close();
        } catch (InterruptedException | IOException _) {
            // Closed, or broken: the reader learns it anyway.
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        since = System.nanoTime();
        reading = true;
        try {
            int read = source.read(target, from, length);
            // A stream that is closed meanwhile may look as if it had ended.
            if (silent) {
                throw fellSilent(null);
            }
            return read;
        } catch (IOException e) {
            throw silent ? fellSilent(e) : e;
        } finally {
            reading = false;
        }
    }

    private IOException fellSilent(IOException cause) {
        return new IOException(
                "the server sent nothing for %d ms".formatted(patience.toMillis()), cause);
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        source.close();
    }
}
