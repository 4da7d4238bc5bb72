package dev.lanes.search.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lanes.search.Document;
import dev.lanes.search.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    private static final String ALL =
            """
            {"description":"all", "processors":[
             {"set":{"field":"n","value":1.10}},
             {"set":{"field":"kept","value":"new","override":false}},
             {"remove":{"field":["draft","none"],"ignore_missing":true}},
             {"rename":{"field":"body","target_field":"text"}},
             {"copy":{"source_field":"text","target_field":"twin"}},
             {"lowercase":{"field":"tags"}},
             {"trim":{"field":"text"}},
             {"text_embedding":{"model_id":"m","field_map":{"text":"meaning"}}}]}
            """;

    @Test
    void runsAllProcessors() {
        Document made =
                Pipeline.parse(ALL)
                        .apply(
                                Document.parse(
                                        "{\"kept\":\"old\",\"draft\":true,\"body\":\" x \",\"tags\":[\"A\",\"Bc\"]}"));
        assertThat(made.json())
                .isEqualTo(
                        "{\"kept\":\"old\",\"tags\":[\"a\",\"bc\"],\"n\":1.10,\"text\":\"x\",\"twin\":\" x \"}");
    }

    @Test
    void writesWhatItReads() {
        Pipeline pipeline = Pipeline.parse(ALL);
        assertThat(Pipeline.parse(pipeline.toJson())).isEqualTo(pipeline);
    }

    @Test
    void refusesDocuments() {
        Pipeline pipeline = Pipeline.parse(ALL);
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> pipeline.apply(Document.parse("{\"tags\":[]}")))
                .withMessageContaining("the field \"body\" is missing");
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> pipeline.apply(Document.parse("{\"body\":\"a\",\"text\":\"b\"}")))
                .withMessageContaining("the target field \"text\" must not be there but is");
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> pipeline.apply(Document.parse("{\"body\":\"a\",\"tags\":[1]}")))
                .withMessageContaining(
                        "the field \"tags\" must be a string or an array of strings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                                  | $: must be an object
                    {"processors":{}}                                   | $.processors: must be an array
                    {"processors":[{"script":{}}]}                      | $.processors[0].script: a processor must be one of
                    {"processors":[{"chunk":{}}]}                       | $.processors[0].chunk: encoding and cutting into passages
                    {"processors":[{"set":{"field":"a","value":"{{b}}"}}]} | $.processors[0].set.value: must be without a template
                    {"processors":[{"set":{"field":"a","value":1,"if":"x"}}]} | $.processors[0].set: key must be one of [field, override, value] but was "if"
                    {"processors":[{"trim":{"field":1}}]}               | $.processors[0].trim.field: must be a string
                    {"processors":[{"rename":{"field":"a","target_field":"a"}}]} | $.processors[0].rename: field and target must differ
                    {"processors":                                      | $: broken JSON
                    """)
    void refusesOtherJson(String json, String message) {
        assertThatExceptionOfType(PipelineException.class)
                .isThrownBy(() -> Pipeline.parse(json))
                .withMessageStartingWith(message);
    }
}
