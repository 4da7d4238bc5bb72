package dev.lanes.sparse.text;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Settings as bytes: k1 and b, the fields with their weights, then the analyzer with languages and
/// letter cases by name and its stop words in order.
final class SettingsBytes {
    private static final String NO_STEMMING = "";

    private SettingsBytes() {}

    static byte[] of(TextSettings settings) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeFloat(settings.k1());
            out.writeFloat(settings.b());
            out.writeInt(settings.fields().size());
            for (var field : settings.fields()) {
                out.writeUTF(field.name());
                out.writeFloat(field.weight());
            }
            var analyzer = settings.analyzer();
            out.writeUTF(analyzer.stemming().map(Language::name).orElse(NO_STEMMING));
            out.writeUTF(analyzer.letterCase().name());
            out.writeInt(analyzer.maxTokenLength());
            out.writeInt(analyzer.stopWords().size());
            for (var word : new TreeSet<>(analyzer.stopWords())) {
                out.writeUTF(word);
            }
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException when they are no settings
    static TextSettings read(DataInputStream in) throws IOException {
        float k1 = in.readFloat();
        float b = in.readFloat();
        List<TextField> fields = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.add(new TextField(in.readUTF(), in.readFloat()));
        }
        var stemming = Optional.of(in.readUTF()).filter(name -> !name.equals(NO_STEMMING));
        var letterCase = LetterCase.valueOf(in.readUTF());
        int maxTokenLength = in.readInt();
        Set<String> stopWords = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            stopWords.add(in.readUTF());
        }
        var analyzer =
                new Analyzer(
                        stemming.map(Language::valueOf), stopWords, letterCase, maxTokenLength);
        return new TextSettings(fields, analyzer, k1, b);
    }
}
