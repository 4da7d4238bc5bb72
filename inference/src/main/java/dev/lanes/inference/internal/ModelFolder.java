package dev.lanes.inference.internal;

import dev.lanes.inference.ModelDescriptor;
import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The directory of a model: which of its files is what, and what they say.
///
/// @param path the directory
/// @param name of the model, when nothing in the directory gives it one
record ModelFolder(Path path, String name) {
    static final String DESCRIPTOR = "descriptor.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final List<String> NETWORKS = List.of("model.onnx", "onnx/model.onnx");

    /// Where the model lies in an unpacked archive: archives of a directory have all in one.
    static Path root(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            boolean single = all.size() == 1 && Files.isDirectory(all.getFirst());
            return single ? all.getFirst() : folder;
        }
    }

    /// Reads the descriptor, and what Hugging Face and sentence-transformers put beside models for
    /// all keys that it does not have.
    ///
    /// @throws ModelFileException when a file is missing, or something is said by no file
    ModelDescriptor describe() throws IOException {
        Path file = path.resolve(DESCRIPTOR);
        Map<String, Object> values = new LinkedHashMap<>();
        boolean own = Files.exists(file);
        if (!own && !Files.exists(path.resolve("config.json"))) {
            throw new NoSuchFileException(file.toString());
        }
        if (!own) {
            values.put("name", name);
        }
        values.putAll(new HuggingFaceFiles(path).describe());
        if (own) {
            JsonNode json = JsonFields.parse(file.toString(), Files.readAllBytes(file)).json();
            json.propertyStream().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        }
        ModelDescriptor model = DescriptorReader.beside(file.toString(), values, this);
        check(model);
        return model;
    }

    /// The hash that a network in half precision must have; empty where the descriptor has none.
    String halfPrecisionHash() throws IOException {
        Path file = path.resolve(DESCRIPTOR);
        return Files.exists(file)
                ? JsonFields.parse(file.toString(), Files.readAllBytes(file))
                        .textOr(DescriptorWriter.HALF_PRECISION_HASH, "")
                : "";
    }

    /// The files that are there, under the names that they usually have.
    ModelFiles files(String model) throws IOException {
        String pieces = present("sentencepiece.bpe.model");
        return new ModelFiles(
                model.isEmpty() ? network() : model,
                pieces.isEmpty() ? TOKENIZER : present(TOKENIZER),
                pieces,
                present("idf.json"));
    }

    /// A file inside the directory.
    ///
    /// @throws ModelFileException when the name leads out of it
    Path resolve(String relative) {
        return Folders.inside(path, relative)
                .orElseThrow(() ->
                        new ModelFileException(
                                "%s: files must lie in this directory but one is \"%s\""
                                        .formatted(path, relative)));
    }

    long size(ModelFiles files) throws IOException {
        Path network = resolve(files.model());
        if (!Files.isRegularFile(network)) {
            throw new NoSuchFileException(network.toString());
        }
        long size = Files.size(network);
        if (size == 0) {
            throw new ModelFileException(network + ": expected an ONNX network, found 0 bytes");
        }
        return size;
    }

    private String present(String file) {
        return Files.isRegularFile(path.resolve(file)) ? file : "";
    }

    private String network() throws IOException {
        List<String> usual = NETWORKS.stream().filter(file -> !present(file).isEmpty()).toList();
        if (usual.size() == 1) {
            return usual.getFirst();
        }
        List<String> all = Stream.concat(networks(""), networks("onnx/")).sorted().toList();
        if (all.isEmpty()) {
            throw new NoSuchFileException(path.resolve(NETWORKS.getFirst()).toString());
        }
        throw new ModelFileException(
                "%s: expected one of %s but found %s; say which one as \"model\" in %s"
                        .formatted(path, NETWORKS, all, DESCRIPTOR));
    }

    private Stream<String> networks(String folder) throws IOException {
        Path where = path.resolve(folder);
        if (!Files.isDirectory(where)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(where)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".onnx"))
                    .map(file -> folder + file)
                    .toList()
                    .stream();
        }
    }

    private void check(ModelDescriptor model) throws IOException {
        ModelFiles files = model.files();
        for (String file :
                List.of(files.tokenizer(), files.sentencePiece(), files.tokenWeights())) {
            if (!file.isEmpty() && !Files.isRegularFile(resolve(file))) {
                throw new NoSuchFileException(resolve(file).toString());
            }
        }
        size(files);
    }
}
