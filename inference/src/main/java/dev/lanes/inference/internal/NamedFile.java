package dev.lanes.inference.internal;

import java.nio.file.Path;

/// A file, and the name that errors give it: what was copied out of a jar is named after the jar.
record NamedFile(String name, Path path) {}
