package dev.lanes.inference.internal;

import java.net.http.HttpResponse;

/// What the head of a server's answer says of a file.
final class DownloadAnswer {
    private DownloadAnswer() {}

    /// Whether it is the rest of the file from there on.
    static boolean startsAt(HttpResponse<?> response, long place) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + place + "-"))
                .isPresent();
    }

    /// Whether so many bytes are the whole file.
    static boolean isWhole(HttpResponse<?> response, long bytes) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.equals("bytes */" + bytes))
                .isPresent();
    }

    /// Bytes that follow; -1 where it does not say.
    static long length(HttpResponse<?> response) {
        return response.headers().firstValueAsLong("Content-Length").orElse(-1);
    }

    /// A strong name of the file's content; a weak one does not do for ranges.
    static String validator(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse("");
    }
}
