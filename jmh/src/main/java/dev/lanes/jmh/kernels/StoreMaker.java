package dev.lanes.jmh.kernels;

import java.io.IOException;

/// Puts rows into a library.
@FunctionalInterface
interface StoreMaker {
    Store open(SampleRows rows) throws IOException;
}
