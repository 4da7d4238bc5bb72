package dev.lanes.inference.remote;

/// An answer breaks a rule. Becomes a [RemoteException.Response] where the endpoint and the secrets
/// are known; until then the value is as the server sent it.
final class BrokenReply extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final String found;

    /// @param rule what must be
    /// @param found what was instead, as the server wrote it
    BrokenReply(String rule, String found) {
        super(rule, null, false, false);
        this.rule = rule;
        this.found = found;
    }

    String rule() {
        return rule;
    }

    String found() {
        return found;
    }
}
