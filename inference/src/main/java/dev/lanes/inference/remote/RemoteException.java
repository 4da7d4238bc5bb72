package dev.lanes.inference.remote;

import java.time.Duration;
import java.util.Optional;

/// A model behind HTTP could not be used. The message names the endpoint, the rule and the value;
/// it holds no secret, and of what the server said at most 200 characters.
///
/// The nested types are all that there are.
public abstract sealed class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String endpoint;

    private RemoteException(String endpoint, String problem, Throwable cause) {
        super(endpoint + ": " + problem, cause);
        this.endpoint = endpoint;
    }

    /// Scheme, host, port and path.
    public String endpoint() {
        return endpoint;
    }

    /// The server answered with another status than 2xx, redirects included.
    public static final class Status extends RemoteException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final transient Optional<Duration> retryAfter;

        Status(String endpoint, String problem, int status, Optional<Duration> retryAfter) {
            super(endpoint, problem, null);
            this.status = status;
            this.retryAfter = retryAfter;
        }

        /// The status, such as 401.
        public int status() {
            return status;
        }

        /// How long the server asked to be left alone.
        public Optional<Duration> retryAfter() {
            return retryAfter == null ? Optional.empty() : retryAfter;
        }
    }

    /// A limit of time passed.
    public static final class Timeout extends RemoteException {
        private static final long serialVersionUID = 1;

        Timeout(String endpoint, String problem) {
            super(endpoint, problem, null);
        }
    }

    /// No connection came about, or it broke before the answer was whole.
    public static final class Connection extends RemoteException {
        private static final long serialVersionUID = 1;

        Connection(String endpoint, String problem, Throwable cause) {
            super(endpoint, problem, cause);
        }
    }

    /// The answer is whole, but not what the template says: no JSON, too large, without the result,
    /// with too many or too few items, with vectors of another dimension, with numbers that are not
    /// finite.
    public static final class Response extends RemoteException {
        private static final long serialVersionUID = 1;

        Response(String endpoint, String problem) {
            super(endpoint, problem, null);
        }
    }

    /// The calling thread was interrupted; its flag is set again.
    public static final class Interrupted extends RemoteException {
        private static final long serialVersionUID = 1;

        Interrupted(String endpoint) {
            super(endpoint, "interrupted while waiting for the answer", null);
        }
    }
}
