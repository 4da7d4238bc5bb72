package dev.lanes.search.ingest;

import dev.lanes.search.Document;
import dev.lanes.search.InvalidDocumentException;
import java.util.List;

/// Processors that change each document, one after the other. Immutable.
///
/// @param processors in their order; none is a pipeline that changes nothing
public record Pipeline(List<Processor> processors) {
    /// Copies the list.
    public Pipeline {
        processors = List.copyOf(processors);
    }

    /// Of these processors.
    public static Pipeline of(Processor... processors) {
        return new Pipeline(List.of(processors));
    }

    /// Reads a pipeline as OpenSearch writes it:
    ///
    /// ```json
    /// {"description": "facts",
    ///  "processors": [
    ///   {"set": {"field": "lang", "value": "en", "override": false}},
    ///   {"remove": {"field": ["draft", "notes"], "ignore_missing": true}},
    ///   {"rename": {"field": "body", "target_field": "text"}},
    ///   {"copy": {"source_field": "title", "target_field": "heading", "override_target": true}},
    ///   {"lowercase": {"field": "tag"}},
    ///   {"trim": {"field": "title", "target_field": "title"}},
    ///   {"text_embedding": {"model_id": "e5-small-v2", "field_map": {"text": "meaning"}}}]}
    /// ```
    ///
    /// `text_embedding` and `sparse_encoding` change nothing: the schema's semantic fields encode,
    /// and [Ingest] checks that the schema has these fields with that model. Cutting into passages
    /// is a property of those fields too, so that `text_chunking` is refused, and so are scripts,
    /// conditions and templates.
    ///
    /// @throws PipelineException when the text is none; the message begins with the JSON path
    public static Pipeline parse(String json) {
        return new PipelineReader(json).read();
    }

    /// As a JSON object, for [#parse].
    public String toJson() {
        return PipelineWriter.write(this);
    }

    /// What becomes of a document.
    ///
    /// @throws InvalidDocumentException when a processor refuses it
    public Document apply(Document document) {
        Document made = document;
        for (Processor processor : processors) {
            made = processor.apply(made);
        }
        return made;
    }
}
