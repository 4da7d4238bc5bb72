package dev.lanes.search.engine;

/// Ends a stage whose time is up. Never leaves the engine.
final class CutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cut cut;

    CutException(Cut cut) {
        super("cut by " + cut, null, false, false);
        this.cut = cut;
    }

    Cut cut() {
        return cut;
    }
}
