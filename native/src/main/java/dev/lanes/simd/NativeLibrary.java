package dev.lanes.simd;

import dev.lanes.simd.LibraryLoad.Failed;
import dev.lanes.simd.LibraryLoad.Loaded;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// The library with the C kernels. Thread-safe.
public final class NativeLibrary {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /// What came of the one attempt that each class loader makes.
    private record Attempt(int tiers, Optional<Failed> failure) {}

    /// Made when first asked for, not when the class is loaded.
    private static final class Once {
        static final Attempt ATTEMPT = attempt();
    }

    private NativeLibrary() {}

    /// Loads the library when first asked, once for each class loader that has this class.
    ///
    /// @return its kernels, or why there are none
    /// @throws IllegalStateException when `lanes.native.tier` names a tier that this processor
    ///   lacks
    public static LibraryLoad load() {
        var failure = Once.ATTEMPT.failure;
        return failure.isPresent() ? failure.get() : kernels(Once.ATTEMPT.tiers);
    }

    /// Whether the functions of [Border] can be called, whatever tiers there are. Loads as [#load]
    /// does.
    static boolean isThere() {
        return Once.ATTEMPT.failure.isEmpty();
    }

    private static LibraryLoad kernels(int tiers) {
        var tier = Settings.tier(tiers);
        return tier.isPresent()
                ? new Loaded(new NativeKernels(tier.get()))
                : new Failed(
                        "this processor has no instructions that there are native kernels for and that"
                                + " %s allows".formatted(Settings.TIER),
                        new UnsupportedOperationException("tiers of this processor: " + tiers));
    }

    private static Attempt attempt() {
        try {
            load(Settings.path());
            return new Attempt(Border.tiers(), Optional.empty());
        } catch (IllegalCallerException e) {
            return failed(
                    "this JVM denies native access; --enable-native-access=%s on the java command line"
                                    .formatted(module())
                            + " permits it",
                    e);
        } catch (FileNotFoundException e) {
            return failed(
                    "there is no %s: its jar is missing, was built without a C compiler, or is not made for such systems"
                            .formatted(e.getMessage()),
                    e);
        } catch (IOException e) {
            return failed(
                    "the library cannot be unpacked: %s; -D%s=DIR names another directory"
                            .formatted(e, Settings.DIRECTORY),
                    e);
        } catch (UnsatisfiedLinkError e) {
            return failed(
                    "the library cannot be loaded: %s; where its directory is mounted noexec, -D%s=DIR"
                                    .formatted(e.getMessage(), Settings.DIRECTORY)
                            + " unpacks it elsewhere and -D%s=FILE loads a copy"
                                    .formatted(Settings.PATH),
                    e);
        }
    }

    private static Attempt failed(String reason, Throwable cause) {
        return new Attempt(0, Optional.of(new Failed(reason, cause)));
    }

    private static String module() {
        var module = NativeLibrary.class.getModule();
        return module.isNamed() ? module.getName() : "ALL-UNNAMED";
    }

    private static void load(Optional<Path> path) throws IOException {
        if (path.isPresent()) {
            System.load(path.get().toAbsolutePath().toString());
            return;
        }
        try (var library = resource(Settings.libraryName())) {
            var unpacked = newName();
            try {
                write(library, unpacked);
                System.load(unpacked.toString());
            } finally {
                // What is loaded stays without its name, and a JVM that is killed leaves nothing.
                Files.deleteIfExists(unpacked);
            }
        }
    }

    /// From the jar that has nothing else. As a module it conceals no folder that cannot be a
    /// package; asked for by its name, it is found whatever class loader it has.
    private static InputStream resource(String name) throws IOException {
        var folder = "META-INF/lanes/".concat(name);
        var own = NativeLibrary.class.getModule();
        InputStream library = null;
        if (!own.isNamed()) {
            library = NativeLibrary.class.getClassLoader().getResourceAsStream(folder);
        } else {
            var module = own.getLayer().findModule(Settings.libraryModule());
            if (module.isPresent()) {
                library = module.get().getResourceAsStream(folder);
            }
        }
        if (library == null) {
            throw new FileNotFoundException(name);
        }
        return library;
    }

    /// A new one each time, since the JVM lends a file to one class loader only. Not by
    /// `createTempFile`, whose source of random numbers takes 25 ms to start.
    private static Path newName() {
        long number = ThreadLocalRandom.current().nextLong();
        return Settings.directory()
                .resolve("lanes-".concat(Long.toHexString(number)).concat(".so"))
                .toAbsolutePath();
    }

    /// Into a file that was not there and that nobody but its owner can write, so that nobody can
    /// put other code in its place.
    private static void write(InputStream library, Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = Channels.newOutputStream(Files.newByteChannel(file, options, ownerOnly))) {
            library.transferTo(out);
        }
    }
}
