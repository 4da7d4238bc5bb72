package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelFiles;
import dev.lanes.inference.ModelKind;
import dev.lanes.inference.ModelOrigin;
import dev.lanes.inference.ModelOutput;
import dev.lanes.inference.Models;
import dev.lanes.inference.Pooling;
import dev.lanes.inference.Prompts;
import dev.lanes.inference.ScoreActivation;
import dev.lanes.inference.SparseActivation;
import dev.lanes.inference.TextInput;
import dev.lanes.vector.Similarity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads model descriptors.
public final class DescriptorReader {
    private static final String FOLDER = "/dev/lanes/inference/models/";
    private static final Set<String> COMMON =
            Set.of(
                    "name",
                    "kind",
                    "version",
                    "query_prefix",
                    "passage_prefix",
                    "prompts",
                    "max_tokens",
                    "output",
                    "sha256",
                    DescriptorWriter.HALF_PRECISION_HASH,
                    "license",
                    "bytes",
                    "artifact",
                    "model",
                    "tokenizer",
                    "sentencepiece",
                    "token_weights");

    private final JsonFields fields;

    private DescriptorReader(JsonFields fields) {
        this.fields = fields;
    }

    /// The descriptors that this module ships.
    public static List<ModelDescriptor> known() {
        return JsonFields.tree(FOLDER + "index.json", shipped("index.json"))
                .valueStream()
                .map(name -> inArtifact(name.stringValue() + ".json"))
                .toList();
    }

    /// Reads the descriptor of a model whose files lie in a directory.
    ///
    /// @param origin the descriptor's name, for errors
    /// @param values what it says, and what files of others say
    /// @param folder the directory
    static ModelDescriptor beside(String origin, Map<String, Object> values, ModelFolder folder)
            throws IOException {
        var fields = new JsonFields(origin, JsonFields.tree(values));
        try {
            return new DescriptorReader(fields).beside(folder);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(origin + ": " + e.getMessage(), e);
        }
    }

    private static ModelDescriptor inArtifact(String file) {
        return read(
                FOLDER + file,
                shipped(file),
                reader -> {
                    JsonFields fields = reader.fields;
                    return reader.descriptor(
                            ModelFiles.of(fields.text("model"), fields.text("tokenizer")),
                            new ModelOrigin(
                                    fields.textOr("version", ""),
                                    fields.text("license"),
                                    fields.text("artifact"),
                                    fields.whole("bytes"),
                                    fields.textOr("sha256", "")));
                });
    }

    private static ModelDescriptor read(
            String origin, byte[] content, Function<DescriptorReader, ModelDescriptor> form) {
        var fields = JsonFields.parse(origin, content);
        try {
            return form.apply(new DescriptorReader(fields));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(origin + ": " + e.getMessage(), e);
        }
    }

    private ModelDescriptor beside(ModelFolder folder) throws IOException {
        ModelFiles found = folder.files(fields.textOr("model", ""));
        var files =
                new ModelFiles(
                        found.model(),
                        fields.textOr("tokenizer", found.tokenizer()),
                        fields.textOr("sentencepiece", found.sentencePiece()),
                        fields.textOr("token_weights", found.tokenWeights()));
        var origin =
                new ModelOrigin(
                        fields.textOr("version", ""),
                        fields.textOr("license", ""),
                        "",
                        fields.has("bytes") ? fields.whole("bytes") : folder.size(files),
                        fields.textOr("sha256", ""));
        return descriptor(files, origin);
    }

    private ModelDescriptor descriptor(ModelFiles files, ModelOrigin origin) {
        ModelOutput output = output();
        return new ModelDescriptor(
                fields.text("name"),
                output,
                new TextInput(fields.number("max_tokens"), prompts(output.kind())),
                files,
                origin);
    }

    private ModelOutput output() {
        String name = fields.textOr("output", "");
        return switch (fields.word("kind", ModelKind.class)) {
            case DENSE -> {
                allow("dimension", "pooling", "normalize", "similarity");
                yield new ModelOutput.Dense(
                        name,
                        fields.number("dimension"),
                        fields.word("pooling", Pooling.class),
                        fields.flag("normalize"),
                        fields.word("similarity", Similarity.class));
            }
            case SPARSE -> {
                allow("activation", "first_term");
                yield new ModelOutput.Sparse(
                        name,
                        fields.word("activation", SparseActivation.class),
                        fields.has("first_term") ? fields.number("first_term") : 0);
            }
            case CROSS_ENCODER -> {
                allow("activation");
                yield new ModelOutput.Score(name, fields.word("activation", ScoreActivation.class));
            }
        };
    }

    private void allow(String... further) {
        Set<String> keys = new TreeSet<>(COMMON);
        keys.addAll(List.of(further));
        fields.allowOnly(keys);
    }

    /// A dense model without its prefixes gives vectors that look right and are not, so its
    /// descriptor has to name them even where they are empty.
    private Prompts prompts(ModelKind kind) {
        JsonFields object = fields.object("prompts");
        Map<String, String> named = new LinkedHashMap<>();
        for (String name : object.keys()) {
            named.put(name, object.text(name));
        }
        return kind == ModelKind.DENSE
                ? new Prompts(fields.text("query_prefix"), fields.text("passage_prefix"), named)
                : new Prompts(
                        fields.textOr("query_prefix", ""),
                        fields.textOr("passage_prefix", ""),
                        named);
    }

    private static byte[] shipped(String file) {
        try (InputStream in = Models.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new ModelFileException(
                        FOLDER + file + ": expected in the jar of lanes-inference but not found");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
