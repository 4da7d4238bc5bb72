package dev.lanes.search.cli;

import dev.lanes.search.files.StagingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the demo's collection is: in the cache, if there is one, so that the next demo answers at
/// once, and otherwise in a temporary directory.
final class DemoDirectory implements AutoCloseable {
    private final Path collection;
    private final Optional<StagingDirectory> temporary;

    private DemoDirectory(Path collection, Optional<StagingDirectory> temporary) {
        this.collection = collection;
        this.temporary = temporary;
    }

    /// @param name the collection's name, which changes with its content
    static DemoDirectory named(String name) throws IOException {
        Optional<Path> cache = Settings.cache();
        if (cache.isPresent() && Files.isWritable(cache.get())) {
            return new DemoDirectory(cache.get().resolve(name), Optional.empty());
        }
        StagingDirectory temporary =
                StagingDirectory.beside(Settings.temporaryDirectory().resolve(name));
        return new DemoDirectory(temporary.path().resolve(name), Optional.of(temporary));
    }

    Path collection() {
        return collection;
    }

    /// Deletes it if it was temporary.
    @Override
    public void close() {
        temporary.ifPresent(StagingDirectory::close);
    }
}
