package dev.lanes.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What Hugging Face and sentence-transformers write beside a model, in the words of
/// descriptor.json. Only what these files say is taken over; what they leave open, or say in a way
/// that may mean two things, is left out, and the reader of the descriptor asks for it.
///
/// @param folder where the files lie
record HuggingFaceFiles(Path folder) {
    private static final List<String> PASSAGE = List.of("passage", "document", "corpus");

    Map<String, Object> describe() throws IOException {
        JsonFields config = file("config.json");
        JsonFields sentence = file("config_sentence_transformers.json");
        List<Module> modules = modules();
        Map<String, Object> values = new LinkedHashMap<>();
        if (has(modules, "SpladePooling")) {
            sparse(modules, values);
        } else if (has(modules, "Pooling")) {
            dense(config, sentence, modules, values);
        } else if (modules.isEmpty() && isClassifier(config)) {
            crossEncoder(config, values);
        }
        prompts(sentence, values);
        maxTokens(config, values);
        return values;
    }

    /// A step of sentence-transformers' pipeline.
    ///
    /// @param type last part of the name of its class
    /// @param path its folder
    private record Module(String type, String path) {}

    private List<Module> modules() throws IOException {
        Path file = folder.resolve("modules.json");
        List<Module> modules = new ArrayList<>();
        if (Files.exists(file)) {
            for (JsonNode node : JsonFields.tree(file.toString(), Files.readAllBytes(file))) {
                var fields = new JsonFields(file.toString(), node);
                String type = fields.text("type");
                modules.add(
                        new Module(
                                type.substring(type.lastIndexOf('.') + 1),
                                fields.textOr("path", "")));
            }
        }
        return modules;
    }

    private static boolean has(List<Module> modules, String type) {
        return modules.stream().anyMatch(module -> module.type.equals(type));
    }

    private JsonFields settings(List<Module> modules, String type) throws IOException {
        for (Module module : modules) {
            if (module.type.equals(type)) {
                return file(module.path + "/config.json");
            }
        }
        throw new IllegalArgumentException("modules must have a " + type + " but have none");
    }

    private void dense(
            JsonFields config,
            JsonFields sentence,
            List<Module> modules,
            Map<String, Object> values)
            throws IOException {
        JsonFields pooling = settings(modules, "Pooling");
        values.put("kind", "dense");
        boolean normalized = has(modules, "Normalize");
        values.put("normalize", normalized);
        // A dense layer after pooling may or may not be in the network.
        if (!has(modules, "Dense")) {
            pooling(pooling, values);
            if (pooling.has("word_embedding_dimension")) {
                values.put("dimension", pooling.number("word_embedding_dimension"));
            } else if (config.has("hidden_size")) {
                values.put("dimension", config.number("hidden_size"));
            }
        }
        JsonNode similarity = sentence.json().path("similarity_fn_name");
        if (similarity.isString()) {
            values.put("similarity", similarity.stringValue());
        } else if (normalized) {
            // Of vectors of length 1 all similarities give one order.
            values.put("similarity", "cosine");
        }
    }

    private static void pooling(JsonFields pooling, Map<String, Object> values) {
        List<String> modes = new ArrayList<>();
        if (pooling.has("pooling_mode")) {
            modes.add(pooling.text("pooling_mode"));
        }
        for (String key : pooling.keys()) {
            if (key.startsWith("pooling_mode_") && pooling.flag(key)) {
                modes.add(key.substring("pooling_mode_".length()));
            }
        }
        if (modes.size() != 1) {
            return;
        }
        switch (modes.getFirst()) {
            case "cls", "cls_token" -> values.put("pooling", "cls");
            case "mean", "mean_tokens" -> values.put("pooling", "mean");
            case "lasttoken" -> values.put("pooling", "last_token");
            default -> {
                // Not a way of pooling that this module knows.
            }
        }
    }

    private void sparse(List<Module> modules, Map<String, Object> values) throws IOException {
        JsonFields pooling = settings(modules, "SpladePooling");
        if (!pooling.textOr("pooling_strategy", "max").equals("max")) {
            return;
        }
        values.put("kind", "sparse");
        switch (pooling.textOr("activation_function", "")) {
            case "relu" -> values.put("activation", "log1p");
            case "log1p_relu" -> values.put("activation", "log1p_twice");
            default -> {
                // Not one that this module knows.
            }
        }
    }

    private static boolean isClassifier(JsonFields config) {
        return config.json()
                .path("architectures")
                .valueStream()
                .anyMatch(name ->
                        name.isString()
                                && name.stringValue().endsWith("ForSequenceClassification"));
    }

    private static void crossEncoder(JsonFields config, Map<String, Object> values) {
        values.put("kind", "cross_encoder");
        String activation =
                config.object("sentence_transformers")
                        .textOr(
                                "activation_fn",
                                config.textOr("sbert_ce_default_activation_function", ""));
        if (activation.endsWith(".Sigmoid")) {
            values.put("activation", "sigmoid");
        } else if (activation.endsWith(".Identity")) {
            values.put("activation", "none");
        }
    }

    /// Files without a prompt for queries or for passages say nothing about prefixes: older ones
    /// never did, of models that need them.
    private static void prompts(JsonFields sentence, Map<String, Object> values) {
        JsonFields prompts = sentence.object("prompts");
        if (prompts.keys().isEmpty()) {
            return;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        prompts.keys().forEach(key -> named.put(key, prompts.text(key)));
        values.put("prompts", named);
        JsonNode standard = sentence.json().path("default_prompt_name");
        String other = standard.isString() ? prompts.textOr(standard.stringValue(), "") : "";
        String passage =
                PASSAGE.stream().filter(prompts::has).findFirst().map(prompts::text).orElse(other);
        if (standard.isString()
                || prompts.has("query")
                || PASSAGE.stream().anyMatch(prompts::has)) {
            values.put("query_prefix", prompts.textOr("query", other));
            values.put("passage_prefix", passage);
        }
    }

    private void maxTokens(JsonFields config, Map<String, Object> values) throws IOException {
        long most = Long.MAX_VALUE;
        for (var limit :
                List.of(
                        wholeOr(file("sentence_bert_config.json"), "max_seq_length"),
                        wholeOr(file("tokenizer_config.json"), "model_max_length"),
                        positions(config))) {
            most = Math.min(most, limit);
        }
        // A tokenizer that has no limit says 1e30.
        if (most <= 65_536) {
            values.put("max_tokens", most);
        }
    }

    /// RoBERTa's family counts positions from the padding token's id on, which is 1.
    private static long positions(JsonFields config) {
        long positions = wholeOr(config, "max_position_embeddings");
        String type = config.json().path("model_type").asString("").toLowerCase(Locale.ROOT);
        boolean shifted = type.contains("roberta") || type.equals("camembert");
        return shifted && positions != Long.MAX_VALUE ? positions - 2 : positions;
    }

    private static long wholeOr(JsonFields fields, String key) {
        JsonNode value = fields.json().path(key);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? value.longValue()
                : Long.MAX_VALUE;
    }

    private JsonFields file(String name) throws IOException {
        Optional<Path> file = Folders.inside(folder, name).filter(Files::isRegularFile);
        return file.isPresent()
                ? JsonFields.parse(file.get().toString(), Files.readAllBytes(file.get()))
                : JsonFields.parse(folder + ": " + name, new byte[] {'{', '}'});
    }
}
