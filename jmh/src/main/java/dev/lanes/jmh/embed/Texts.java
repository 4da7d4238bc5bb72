package dev.lanes.jmh.embed;

import dev.lanes.jmh.UsageException;
import dev.lanes.search.Document;
import dev.lanes.search.InvalidDocumentException;
import dev.lanes.search.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Texts of JSON lines, each once: of texts that differ in case and space only, the first is kept,
/// because an encoder that lower-cases gives them one vector.
public final class Texts {
    private final Unit unit;
    private final Map<String, String> kept = new LinkedHashMap<>();

    /// What becomes a row.
    public enum Unit {
        /// All fields of a document, joined by a space.
        DOCUMENT,
        /// Every sentence of every field, as [BreakIterator] finds them.
        SENTENCE
    }

    /// @param unit what becomes a row
    public Texts(Unit unit) {
        this.unit = unit;
    }

    /// Adds the texts of a file.
    ///
    /// @param file JSON lines, plain or gzipped
    /// @param fields those with text, at least one; a document may lack some, or all
    /// @throws UsageException when a line is no JSON object, or no document has any of the fields
    public void read(Path file, List<String> fields) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        boolean any = false;
        try (JsonLines documents = JsonLines.open(file)) {
            for (Document document : documents) {
                List<String> values =
                        fields.stream().flatMap(field -> document.text(field).stream()).toList();
                any |= !values.isEmpty();
                add(values);
            }
        } catch (InvalidDocumentException e) {
            throw new UsageException(e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!any) {
            throw new UsageException(
                    "--fields must name a text of some document but %s has none of %s"
                            .formatted(file, String.join(", ", fields)));
        }
    }

    private void add(List<String> values) {
        switch (unit) {
            case DOCUMENT -> keep(String.join(" ", values));
            case SENTENCE -> values.forEach(this::addSentences);
        }
    }

    private void addSentences(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int start = sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            keep(text.substring(start, end));
            start = end;
        }
    }

    /// Texts without a letter or digit say nothing.
    private void keep(String text) {
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            String spaced = text.strip().replaceAll("\\s+", " ");
            kept.putIfAbsent(spaced.toLowerCase(Locale.ROOT), spaced);
        }
    }

    /// All texts, in the order they came in.
    public List<String> all() {
        return new ArrayList<>(kept.values());
    }
}
