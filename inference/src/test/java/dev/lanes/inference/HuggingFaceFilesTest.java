package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read from the files of Hugging Face and sentence-transformers, and what is asked for.
class HuggingFaceFilesTest {
    private static final String POOLING = "sentence_transformers.models.Pooling";

    @TempDir Path folder;

    private Path model;
    private ModelRegistry registry;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(folder.resolve("some-model"), "{}");
        Files.delete(model.resolve("descriptor.json"));
        put(
                "config.json",
                "'architectures': ['BertModel'], 'hidden_size': 2,"
                        + " 'max_position_embeddings': 512, 'model_type': 'bert'");
        put("tokenizer_config.json", "'model_max_length': 1000000000000000019884624838656");
        registry = ModelRegistry.open(folder.resolve("registry"));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /// @param entries of a JSON object, with ' for "
    private void put(String file, String entries) throws IOException {
        write(file, "{" + entries + "}");
    }

    private void write(String file, String json) throws IOException {
        Path path = model.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, json.replace('\'', '"'));
    }

    private void sentenceTransformer() throws IOException {
        write(
                "modules.json",
                """
                [{'idx': 0, 'name': '0', 'path': '', 'type': 'sentence_transformers.models.Transformer'},
                 {'idx': 1, 'name': '1', 'path': '1_Pooling', 'type': '%s'},
                 {'idx': 2, 'name': '2', 'path': '2_Normalize', 'type': 'sentence_transformers.models.Normalize'}]
                """
                        .formatted(POOLING));
        put(
                "1_Pooling/config.json",
                "'word_embedding_dimension': 2, 'pooling_mode_cls_token': true,"
                        + " 'pooling_mode_mean_tokens': false, 'pooling_mode_max_tokens': false");
        put("sentence_bert_config.json", "'max_seq_length': 6, 'do_lower_case': false");
        put(
                "config_sentence_transformers.json",
                "'prompts': {'query': 'four ', 'document': '',"
                        + " 'topic': 'three '}, 'default_prompt_name': null, 'similarity_fn_name': 'dot'");
    }

    private ModelDescriptor read() {
        return registry.register(model, Registration.plain()).model();
    }

    private void asksFor(String key) {
        assertThatThrownBy(this::read)
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("descriptor.json: \"" + key + "\" must be")
                .hasMessageContaining("but is missing");
    }

    @Test
    void denseModel() throws IOException {
        sentenceTransformer();
        ModelDescriptor found = read();
        assertThat(found.name()).isEqualTo("some-model");
        assertThat(found.output())
                .isEqualTo(new ModelOutput.Dense("", 2, Pooling.CLS, true, Similarity.DOT));
        assertThat(found.maxTokens()).isEqualTo(6);
        assertThat(found.prompts())
                .isEqualTo(
                        new Prompts(
                                "four ",
                                "",
                                Map.of("query", "four ", "document", "", "topic", "three ")));
        assertThat(found.prompts().named("topic")).isEqualTo("three ");
        assertThatThrownBy(() -> found.prompts().named("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic");
        try (var encoder = DenseEncoder.open(model)) {
            assertThat(encoder.encodeQuery("two")[0]).isGreaterThan(.9f);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "modules.json | | kind",
                "1_Pooling/config.json | {'pooling_mode_max_tokens': true} | pooling",
                "1_Pooling/config.json | {'pooling_mode_cls_token': true, 'pooling_mode_mean_tokens': true} | pooling",
                "config_sentence_transformers.json | | query_prefix",
                "config_sentence_transformers.json | {'prompts': {}} | query_prefix",
                "config_sentence_transformers.json | {'prompts': {'topic': 'x'}} | query_prefix",
                "config.json | {} | max_tokens",
            })
    void whatIsNotSaidIsAskedFor(String file, String content, String key) throws IOException {
        sentenceTransformer();
        if (key.equals("max_tokens")) {
            Files.delete(model.resolve("sentence_bert_config.json"));
        }
        if (content == null) {
            Files.delete(model.resolve(file));
        } else {
            write(file, content);
        }
        asksFor(key);
    }

    @Test
    void descriptorAnswersWhatIsAskedFor() throws IOException {
        sentenceTransformer();
        Files.delete(model.resolve("config_sentence_transformers.json"));
        put("descriptor.json", "'name': 'mine', 'query_prefix': 'one ', 'passage_prefix': ''");
        ModelDescriptor found = read();
        assertThat(found.name()).isEqualTo("mine");
        assertThat(found.prompts()).isEqualTo(Prompts.of("one ", ""));
        assertThat(found.dense().pooling()).isEqualTo(Pooling.CLS);
        // Vectors of length 1 need no word on this.
        assertThat(found.similarity()).isEqualTo(Similarity.COSINE);
    }

    @Test
    void limitsOfTokens() throws IOException {
        sentenceTransformer();
        Files.delete(model.resolve("sentence_bert_config.json"));
        assertThat(read().maxTokens()).isEqualTo(512);
        put("tokenizer_config.json", "'model_max_length': 128");
        assertThat(read().maxTokens()).isEqualTo(128);
        put("tokenizer_config.json", "'model_max_length': 1e30");
        put("config.json", "'max_position_embeddings': 514, 'model_type': 'xlm-roberta'");
        assertThat(read().maxTokens()).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource({
        "torch.nn.modules.activation.Sigmoid, SIGMOID",
        "torch.nn.modules.linear.Identity, NONE"
    })
    void crossEncoder(String activation, ScoreActivation expected) throws IOException {
        Files.write(model.resolve("model.onnx"), TinyModel.logits());
        String classifier =
                "'architectures': ['BertForSequenceClassification'], 'max_position_embeddings': 512";
        put("config.json", classifier);
        asksFor("activation");
        put(
                "config.json",
                classifier + ", 'sentence_transformers': {'activation_fn': '" + activation + "'}");
        assertThat(read().score()).isEqualTo(new ModelOutput.Score("", expected));
        put(
                "config.json",
                classifier + ", 'sbert_ce_default_activation_function': '" + activation + "'");
        assertThat(read().score().activation()).isEqualTo(expected);
        assertThatThrownBy(() -> read().dense())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model some-model must be DENSE but is CROSS_ENCODER");
    }

    @ParameterizedTest
    @CsvSource({"relu, LOG1P", "log1p_relu, LOG1P_TWICE"})
    void sparseModel(String activation, SparseActivation expected) throws IOException {
        write(
                "modules.json",
                """
                [{'idx': 0, 'path': '', 'type': 'sentence_transformers.sparse_encoder.models.MLMTransformer'},
                 {'idx': 1, 'path': '1_SpladePooling', 'type': 'sentence_transformers.sparse_encoder.models.SpladePooling'}]
                """);
        put("1_SpladePooling/config.json", "'pooling_strategy': 'sum'");
        asksFor("kind");
        put(
                "1_SpladePooling/config.json",
                "'pooling_strategy': 'max', 'activation_function': '"
                        + activation
                        + "', 'word_embedding_dimension': null");
        assertThat(read().sparse()).isEqualTo(new ModelOutput.Sparse("", expected, 0));
        assertThat(read().maxTokens()).isEqualTo(512);
    }

    @Test
    void denseLayerAfterPoolingIsAskedFor() throws IOException {
        sentenceTransformer();
        Path modules = model.resolve("modules.json");
        Files.writeString(
                modules,
                Files.readString(modules)
                        .replaceFirst(
                                "\\[",
                                "[{\"type\": \"sentence_transformers.models.Dense\", \"path\": \"2_Dense\"},"));
        asksFor("dimension");
    }

    @ParameterizedTest
    @CsvSource({"config.json", "modules.json", "1_Pooling/config.json"})
    void damagedFilesAreNamed(String file) throws IOException {
        sentenceTransformer();
        write(file, "{'architectures':");
        assertThatThrownBy(this::read)
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(file);
    }
}
