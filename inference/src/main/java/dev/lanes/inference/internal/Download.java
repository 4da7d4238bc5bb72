package dev.lanes.inference.internal;

import dev.lanes.inference.DownloadProgress;
import dev.lanes.inference.ModelFileException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// A file of a server, brought to a directory. What has come stays there when the connection, the
/// process or the caller's patience ends, and the next try asks for the rest; the server is told
/// what the part is of, and sends all of it when the file is another one by now.
public final class Download {
    /// How often in a row a broken connection may bring nothing new.
    private static final int TRIES = 5;

    private static final long MOST_BYTES = 64L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 1 << 16;
    private static final long BYTES_BETWEEN_CALLS = 1 << 20;

    private final URI source;
    private final String name;
    private final Path part;
    private final Path validator;
    private final Path lock;

    private Download(URI source, Path folder, Path locks) {
        this.source = source;
        this.name = withoutSecrets(source);
        String key = Sha256.of(source.toString().getBytes(StandardCharsets.UTF_8));
        this.part = folder.resolve(key + ".part");
        this.validator = folder.resolve(key + ".validator");
        this.lock = locks.resolve(key);
    }

    /// A server's file.
    ///
    /// @param folder where parts of downloads lie
    /// @param locks where their locks lie
    /// @throws IllegalArgumentException when the address is not of http or https
    public static Download of(URI source, Path folder, Path locks) {
        String scheme = String.valueOf(source.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || source.getHost() == null) {
            throw new IllegalArgumentException(
                    "a download must have an http or https address with a host but had %s"
                            .formatted(shown(source)));
        }
        return new Download(source, folder, locks);
    }

    /// Only the scheme: anything else may be secret in an address that cannot be taken apart.
    private static String shown(URI source) {
        return source.getScheme() == null
                ? "no scheme"
                : "the scheme \"%s\" and %s host"
                        .formatted(source.getScheme(), source.getHost() == null ? "no" : "a");
    }

    /// The address, without what may be secret in it.
    public String name() {
        return name;
    }

    /// Brings the file, has it used, and deletes it. It is deleted also when the use fails by a
    /// [ModelFileException]: then it is the wrong one, and trying again must begin anew.
    public <R> R use(DownloadProgress progress, Function<Path, R> use) {
        try (var _ = DownloadLock.take(lock).orElseThrow(this::busy)) {
            try (var channel =
                    FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                bring(channel, progress);
            }
            try {
                R result = use.apply(part);
                delete();
                return result;
            } catch (ModelFileException e) {
                delete();
                throw e;
            }
        } catch (IOException e) {
            throw new ModelFileException(name + ": cannot be downloaded: " + e, e);
        }
    }

    private ModelFileException busy() {
        return new ModelFileException(name + ": is being downloaded by somebody else");
    }

    private void delete() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(validator);
    }

    private void bring(FileChannel channel, DownloadProgress progress) throws IOException {
        try (var client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            for (int failures = 0; ; ) {
                long before = channel.size();
                try {
                    if (receive(client, channel, progress)) {
                        return;
                    }
                    failures++; // the part was of no use
                } catch (IOException e) {
                    failures = channel.size() > before ? 1 : failures + 1;
                    if (failures >= TRIES) {
                        throw e;
                    }
                }
                if (failures >= TRIES) {
                    throw new IOException("the server does not send what it was asked for");
                }
                pause(failures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void pause(int failures) throws InterruptedException {
        Thread.sleep(Math.min(5000, 100L << failures));
    }

    /// @return whether all is there
    private boolean receive(HttpClient client, FileChannel channel, DownloadProgress progress)
            throws IOException, InterruptedException {
        long have = channel.size();
        String known = Files.exists(validator) ? Files.readString(validator) : "";
        if (have > 0 && known.isEmpty()) {
            // Nobody could say whether the rest belongs to it.
            channel.truncate(0);
            have = 0;
        }
        var request = HttpRequest.newBuilder(source).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", known);
        }
        HttpResponse<InputStream> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = new PatientStream(response.body(), PATIENCE)) {
            return switch (response.statusCode()) {
                case 200 -> {
                    channel.truncate(0);
                    Files.writeString(validator, DownloadAnswer.validator(response));
                    copy(body, channel, DownloadAnswer.length(response), progress);
                    yield true;
                }
                case 206 -> {
                    boolean fits = DownloadAnswer.startsAt(response, have);
                    if (fits) {
                        long length = DownloadAnswer.length(response);
                        copy(body, channel, length < 0 ? -1 : have + length, progress);
                    } else {
                        channel.truncate(0);
                    }
                    yield fits;
                }
                case 416 -> {
                    // Also what there is to say of a part that is the whole file already.
                    boolean whole = DownloadAnswer.isWhole(response, have);
                    if (whole) {
                        progress.received(have, have);
                    } else {
                        channel.truncate(0);
                    }
                    yield whole;
                }
                case 408, 429, 500, 502, 503, 504 ->
                        throw new IOException("the server answers " + response.statusCode());
                default ->
                        throw new ModelFileException(
                                "%s: expected the status 200 but found %d"
                                        .formatted(name, response.statusCode()));
            };
        }
    }

    private void copy(InputStream body, FileChannel channel, long total, DownloadProgress progress)
            throws IOException {
        if (total > MOST_BYTES) {
            throw tooLarge(total);
        }
        channel.position(channel.size());
        long told = channel.size();
        progress.received(told, total);
        var buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            var bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            long size = channel.position();
            if (size > MOST_BYTES) {
                throw tooLarge(size);
            }
            if (size - told >= BYTES_BETWEEN_CALLS) {
                told = size;
                progress.received(size, total);
            }
        }
        if (total >= 0 && channel.size() < total) {
            throw new IOException(
                    "the connection ended at byte %d of %d".formatted(channel.size(), total));
        }
        progress.received(channel.size(), total);
    }

    private ModelFileException tooLarge(long bytes) {
        return new ModelFileException(
                "%s: must have at most %d bytes but has %d".formatted(name, MOST_BYTES, bytes));
    }

    private static String withoutSecrets(URI source) {
        try {
            return new URI(
                            source.getScheme(),
                            null,
                            source.getHost(),
                            source.getPort(),
                            source.getPath(),
                            null,
                            null)
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "an address must have a valid host and path but does not", e);
        }
    }
}
