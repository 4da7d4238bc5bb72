package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks zip files that somebody else has made. What an archive says of itself is checked before
/// anything is written, and what comes out of it is counted again, because it may lie.
final class Archive {
    /// A model has some ten files; one with its tensors in files of their own has hundreds.
    private static final int MOST_ENTRIES = 10_000;

    private static final long MOST_BYTES = 64L << 30;

    /// Weights shrink by a tenth, vocabularies to a fifth. Deflate can do a thousandth, which is
    /// what bombs are made of.
    private static final int MOST_TIMES = 100;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path target;
    private final long most;
    private long written;

    private Archive(Path file, Path target, long most) {
        this.file = file;
        this.target = target;
        this.most = most;
    }

    /// Unpacks all files of an archive.
    ///
    /// @param file the archive
    /// @param target an empty directory
    /// @throws ModelFileException when it is no archive, or has entries that must not be
    static void unpack(Path file, Path target) throws IOException {
        long most = Math.min(MOST_BYTES, MOST_TIMES * Files.size(file) + (1 << 20));
        new Archive(file, target.toAbsolutePath().normalize(), most).unpack();
    }

    private void unpack() throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = entries(zip);
            check(entries);
            for (ZipEntry entry : entries) {
                Path path = place(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    copy(zip, entry, path);
                }
            }
        } catch (ZipException e) {
            throw new ModelFileException(
                    "%s: expected a zip file but found: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<? extends ZipEntry> entries(ZipFile zip) {
        if (zip.size() > MOST_ENTRIES) {
            throw new ModelFileException(
                    "%s: must have at most %d entries but has %d"
                            .formatted(file, MOST_ENTRIES, zip.size()));
        }
        return zip.stream().toList();
    }

    private void check(List<? extends ZipEntry> entries) {
        Set<Path> places = new HashSet<>();
        long left = most;
        for (ZipEntry entry : entries) {
            if (!places.add(place(entry.getName()))) {
                throw new ModelFileException(
                        "%s: must have an entry once but has two of \"%s\""
                                .formatted(file, entry.getName()));
            }
            long size = Math.max(0, entry.getSize());
            if (size > left) {
                throw tooLarge(entry);
            }
            left -= size;
        }
    }

    private Path place(String name) {
        boolean foreign =
                name.isBlank()
                        || name.indexOf('\\') >= 0
                        || name.indexOf(':') >= 0
                        || name.chars().anyMatch(c -> c < ' ');
        return Optional.of(name)
                .filter(plain -> !foreign)
                .flatMap(plain -> Folders.inside(target, plain))
                .filter(path -> isPlain(Path.of(name)))
                .orElseThrow(() ->
                        new ModelFileException(
                                "%s: names of entries must be relative, without \"..\", but one was \"%s\""
                                        .formatted(file, shown(name))));
    }

    private static boolean isPlain(Path path) {
        for (Iterator<Path> parts = path.iterator(); parts.hasNext(); ) {
            String part = parts.next().toString();
            if (part.equals("..") || part.equals(".")) {
                return false;
            }
        }
        return !path.isAbsolute();
    }

    private void copy(ZipFile zip, ZipEntry entry, Path path) throws IOException {
        var checksum = new CRC32();
        var buffer = new byte[BUFFER];
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum);
                var out = Files.newOutputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                if (written > most) {
                    throw tooLarge(entry);
                }
                out.write(buffer, 0, read);
            }
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != checksum.getValue()) {
            throw new ModelFileException(
                    "%s: \"%s\" must have the checksum %08x but has %08x"
                            .formatted(
                                    file,
                                    shown(entry.getName()),
                                    entry.getCrc(),
                                    checksum.getValue()));
        }
    }

    private ModelFileException tooLarge(ZipEntry entry) {
        return new ModelFileException(
                "%s: must unpack to at most %d bytes but does not: it reached that with \"%s\""
                        .formatted(file, most, shown(entry.getName())));
    }

    private static String shown(String name) {
        String text = name.length() <= 100 ? name : name.substring(0, 100) + "…";
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
