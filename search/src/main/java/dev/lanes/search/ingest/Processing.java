package dev.lanes.search.ingest;

import dev.lanes.search.Document;
import dev.lanes.search.InvalidDocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/// Runs processors.
final class Processing {
    private Processing() {}

    static Document apply(Processor processor, Document document) {
        return switch (processor) {
            case Processor.Set set -> set(set, document);
            case Processor.Remove remove -> remove(remove, document);
            case Processor.Rename r -> {
                Optional<Document> copied =
                        copy(r.field(), r.target(), r.missing(), r.existing(), document);
                yield copied.map(made -> made.without(r.field())).orElse(document);
            }
            case Processor.Copy c ->
                    copy(c.field(), c.target(), c.missing(), c.existing(), document)
                            .orElse(document);
            case Processor.Lowercase l ->
                    change(
                            l.field(),
                            l.target(),
                            l.missing(),
                            document,
                            text -> text.toLowerCase(Locale.ROOT));
            case Processor.Trim t ->
                    change(t.field(), t.target(), t.missing(), document, String::strip);
            case Processor.Encoded _ -> document;
        };
    }

    private static Document set(Processor.Set set, Document document) {
        boolean there = document.raw(set.field()).filter(raw -> !raw.equals("null")).isPresent();
        return there && set.existing() == Processor.Existing.KEPT
                ? document
                : with(document, set.field(), set.json());
    }

    private static Document remove(Processor.Remove remove, Document document) {
        Document made = document;
        for (String field : remove.fields()) {
            if (made.raw(field).isEmpty()) {
                requireIgnored(field, remove.missing());
                continue;
            }
            made = made.without(field);
        }
        return made;
    }

    private static Optional<Document> copy(
            String field,
            String target,
            Processor.Missing missing,
            Processor.Existing existing,
            Document document) {
        Optional<String> raw = document.raw(field);
        if (raw.isEmpty()) {
            requireIgnored(field, missing);
            return Optional.empty();
        }
        if (existing == Processor.Existing.FAILS && document.raw(target).isPresent()) {
            throw new InvalidDocumentException(
                    "the target field \"%s\" must not be there but is".formatted(target));
        }
        return Optional.of(with(document, target, raw.get()));
    }

    private static Document change(
            String field,
            String target,
            Processor.Missing missing,
            Document document,
            UnaryOperator<String> change) {
        Optional<String> raw = document.raw(field);
        if (raw.isEmpty() || raw.get().equals("null")) {
            requireIgnored(field, missing);
            return document;
        }
        JsonNode value = JsonMapper.shared().readTree(raw.get());
        if (value.isString()) {
            return document.with(Map.of(target, change.apply(value.stringValue())));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (value.isArray() && element.isString()) {
                texts.add(change.apply(element.stringValue()));
            }
        }
        if (!value.isArray() || texts.size() < value.size()) {
            throw new InvalidDocumentException(
                    "the field \"%s\" must be a string or an array of strings but was %s"
                            .formatted(field, shortened(raw.get())));
        }
        return document.with(Map.of(target, texts));
    }

    private static String shortened(String raw) {
        return raw.length() > 80 ? raw.substring(0, 80) + "…" : raw;
    }

    private static Document with(Document document, String field, String json) {
        // Raw, because a parser would change numbers such as 1.10.
        return document.with(Map.of(field, new RawValue(json)));
    }

    private static void requireIgnored(String field, Processor.Missing missing) {
        if (missing == Processor.Missing.FAILS) {
            throw new InvalidDocumentException("the field \"%s\" is missing".formatted(field));
        }
    }
}
