package dev.lanes.inference.remote;

import java.util.Map;

/// Headers that depend on the body of a request, such as a signature over it (AWS SigV4). Their
/// values are secrets like those of [Secret].
///
/// Called for each attempt, by several threads at once.
@FunctionalInterface
public interface RequestSigner {
    /// The headers of one attempt.
    ///
    /// @param body what will be sent to the endpoint's address by POST; not to be changed
    /// @return values by name of the header
    Map<String, String> sign(byte[] body);
}
