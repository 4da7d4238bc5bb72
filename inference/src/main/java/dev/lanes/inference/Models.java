package dev.lanes.inference;

import java.util.List;

/// STUB
public final class Models {
    private Models() {}

    public static List<ModelDescriptor> known() {
        return List.of();
    }

    /// UnknownModelException when there is none of that name.
    public static ModelDescriptor named(String name) {
        if (System.nanoTime() > 0) throw new IllegalStateException(); else return null;
    }

    /// Whether the model's files are on the class path.
    public static boolean available(String name) {
        return false;
    }
}
