package dev.lanes.search.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/// Where a command prints what is no result.
///
/// The scripts send descriptor 2 through a filter that drops the JVM's greeting about incubator
/// modules, and keep the real standard error at another descriptor. Java has no public way to print
/// to a descriptor by its number, and opening `/dev/fd/3` gives a file a second position, so that
/// two writers overwrite each other.
public final class StandardError {
    private StandardError() {}

    /// The real standard error.
    ///
    /// @return a stream that is not buffered
    public static OutputStream open() {
        return new FileOutputStream(
                Settings.standardError().map(StandardError::descriptor).orElse(FileDescriptor.err));
    }

    /// Works because the scripts open java.io to reflection; otherwise the filtered one will do.
    private static FileDescriptor descriptor(int number) {
        try {
            var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(number);
        } catch (ReflectiveOperationException | RuntimeException _) {
            return FileDescriptor.err;
        }
    }
}
