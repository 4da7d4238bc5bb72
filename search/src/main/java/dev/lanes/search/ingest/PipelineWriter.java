package dev.lanes.search.ingest;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Writes pipelines as JSON.
final class PipelineWriter {
    private PipelineWriter() {}

    static String write(Pipeline pipeline) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode processors = json.putArray("processors");
        pipeline.processors().forEach(processor -> write(processor, processors.addObject()));
        return JsonMapper.shared().writeValueAsString(json);
    }

    static String name(Processor processor) {
        return switch (processor) {
            case Processor.Set _ -> "set";
            case Processor.Remove _ -> "remove";
            case Processor.Rename _ -> "rename";
            case Processor.Copy _ -> "copy";
            case Processor.Lowercase _ -> "lowercase";
            case Processor.Trim _ -> "trim";
            case Processor.Encoded _ -> "text_embedding";
        };
    }

    private static void write(Processor processor, ObjectNode json) {
        ObjectNode body = json.putObject(name(processor));
        switch (processor) {
            case Processor.Set set -> {
                body.put("field", set.field()).putRawValue("value", new RawValue(set.json()));
                body.put("override", set.existing() == Processor.Existing.REPLACED);
            }
            case Processor.Remove remove -> {
                ArrayNode fields = body.putArray("field");
                remove.fields().forEach(fields::add);
                missing(remove.missing(), body);
            }
            case Processor.Rename rename -> {
                body.put("field", rename.field()).put("target_field", rename.target());
                target(rename.missing(), rename.existing(), body);
            }
            case Processor.Copy copy -> {
                body.put("source_field", copy.field()).put("target_field", copy.target());
                target(copy.missing(), copy.existing(), body);
            }
            case Processor.Lowercase change -> {
                body.put("field", change.field()).put("target_field", change.target());
                missing(change.missing(), body);
            }
            case Processor.Trim change -> {
                body.put("field", change.field()).put("target_field", change.target());
                missing(change.missing(), body);
            }
            case Processor.Encoded encoded -> {
                body.put("model_id", encoded.model());
                ObjectNode fields = body.putObject("field_map");
                encoded.fields().forEach(fields::put);
            }
        }
    }

    private static void target(
            Processor.Missing missing, Processor.Existing existing, ObjectNode body) {
        missing(missing, body);
        body.put("override_target", existing == Processor.Existing.REPLACED);
    }

    private static void missing(Processor.Missing missing, ObjectNode body) {
        body.put("ignore_missing", missing == Processor.Missing.IGNORED);
    }
}
