package dev.lanes.inference.remote;

import java.time.Duration;

/// How one attempt at a request ended.
sealed interface Attempt {
    /// A good status and a whole body.
    final class Answered implements Attempt {
        private final byte[] body;
        private final Redaction redaction;

        Answered(byte[] body, Redaction redaction) {
            this.body = body;
            this.redaction = redaction;
        }

        byte[] body() {
            return body;
        }

        /// For errors about the body.
        Redaction redaction() {
            return redaction;
        }
    }

    /// Anything else.
    ///
    /// @param error what to throw if it is not tried again
    /// @param again whether it may be tried again
    /// @param pause how long the server asked to be left alone; zero if it did not
    record Failed(RemoteException error, boolean again, Duration pause) implements Attempt {}
}
