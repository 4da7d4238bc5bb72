package dev.lanes.search.ingest;

import dev.lanes.search.DocumentPreview;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// Writes simulations as JSON.
final class SimulationJson {
    private SimulationJson() {}

    static String of(Simulation simulation) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode steps = json.putArray("steps");
        for (Simulation.Step step : simulation.steps()) {
            steps.addObject()
                    .put("processor", step.processor())
                    .putRawValue("document", new RawValue(step.document().json()));
        }
        simulation.preview().ifPresent(preview -> write(preview, json));
        simulation.refusal().ifPresent(rule -> json.put("refused", rule));
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static void write(DocumentPreview preview, ObjectNode json) {
        preview.id().ifPresent(id -> json.put("id", id));
        json.put("change", preview.change().name().toLowerCase(Locale.ROOT));
        json.putRawValue("document", new RawValue(preview.document().json()));
        ObjectNode fields = json.putObject("fields");
        for (DocumentPreview.FieldPreview field : preview.fields()) {
            ObjectNode body = fields.putObject(field.field());
            field.text().ifPresent(text -> body.put("text", text));
            if (!field.passages().isEmpty()) {
                body.put("passages", field.passages().size());
            }
            if (!field.values().isEmpty()) {
                ArrayNode values = body.putArray("values");
                field.values().forEach(values::addPOJO);
            }
            if (field.rows() != DocumentPreview.Rows.NONE) {
                body.put("rows", field.rows().name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
