package dev.lanes.jmh.peer;

import io.github.jbellis.jvector.vector.VectorizationProvider;

/// Which code computes JVector's similarities. JVector tells it only once, so this must be the
/// first use of its vector code.
public final class JVectorVectorisation {
    /// For example "Native Vector API enabled. Using NativeVectorizationProvider.; …".
    public static final String MESSAGE =
            StartMessages.during(
                    VectorizationProvider.class.getPackageName(),
                    VectorizationProvider::getInstance);

    private JVectorVectorisation() {}
}
