package dev.lanes.search;

import java.util.ArrayDeque;
import java.util.Deque;

/// Things that are opened one after the other and closed again, the last first, unless all of it
/// succeeded.
final class Opening implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    void succeeded() {
        opened.clear();
    }

    @Override
    public void close() {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                // The failure that led here is the one to report.
                System.getLogger(Opening.class.getName())
                        .log(System.Logger.Level.DEBUG, "could not close " + resource, e);
            }
        }
    }
}
