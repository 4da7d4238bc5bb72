package dev.lanes.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Zip files, right and wrong ones.
final class Zips {
    private Zips() {}

    /// All files of a directory, under a prefix.
    static Path of(Path folder, String prefix, Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString();
                out.putNextEntry(new ZipEntry(prefix + name));
                Files.copy(file, out);
            }
        }
        return zip;
    }

    /// Entries of a few bytes with these names.
    static Path named(Path zip, List<String> names) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write("some".getBytes(UTF_8));
            }
        }
        return zip;
    }

    /// An entry of zeros.
    static Path zeros(Path zip, long mebibytes) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("model.onnx"));
            var block = new byte[1 << 20];
            for (long i = 0; i < mebibytes; i++) {
                out.write(block);
            }
        }
        return zip;
    }

    /// Makes an archive's directory say of its only entry that it has another size.
    static void lie(Path zip, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        for (int i = bytes.length - 46; i >= 0; i--) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                for (int j = 0; j < Integer.BYTES; j++) {
                    bytes[i + 24 + j] = (byte) (size >>> (8 * j));
                }
                Files.write(zip, bytes);
                return;
            }
        }
        throw new IOException(zip + ": no directory");
    }

    /// Bytes of a zip file of a directory.
    static byte[] bytes(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Path zip = Files.createTempFile("lanes-test-", ".zip");
        try {
            Files.copy(of(folder, "", zip), bytes);
        } finally {
            Files.delete(zip);
        }
        return bytes.toByteArray();
    }
}
