package dev.lanes.search;

import dev.lanes.inference.DenseEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The demo's passages and a model that is opened once for all tests.
public final class Passages {
    /// The fast one.
    public static final String MODEL = "all-MiniLM-L6-v2";

    private Passages() {}

    private static final class Opened {
        static final DenseEncoder ENCODER = DenseEncoder.open(MODEL);
    }

    /// The model; stays open until the process ends.
    public static DenseEncoder encoder() {
        return Opened.ENCODER;
    }

    /// The first passages, with the fields id, title and text.
    public static List<Document> first(int count) {
        InputStream in = DocumentCollection.class.getResourceAsStream("demo/passages.jsonl");
        List<Document> passages = new ArrayList<>();
        try (JsonLines lines = JsonLines.of("passages.jsonl", in)) {
            for (Document line : lines) {
                if (passages.size() < count) {
                    passages.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passages;
    }

    /// Settings with the open model.
    public static CollectionSettings settings() {
        return CollectionSettings.of().withEncoders(Encoders.of().with(MODEL, encoder()));
    }

    /// A builder that uses the open model.
    public static CollectionBuilder builder() {
        return DocumentCollection.builder(MODEL).encoder(encoder());
    }
}
