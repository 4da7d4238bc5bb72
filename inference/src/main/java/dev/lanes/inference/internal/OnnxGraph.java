package dev.lanes.inference.internal;

import dev.lanes.inference.ModelFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// What can be known of an ONNX file before ONNX Runtime opens it. The numbers are those of the
/// fields in onnx.proto.
///
/// @param external the files that hold tensors, as the network names them
/// @param vocabulary how many tokens it has vectors for, where that can be told
record OnnxGraph(Set<String> external, OptionalLong vocabulary) {
    private static final Set<String> SAME_IDS =
            Set.of("Cast", "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze");
    private static final Set<String> SAME_ROWS = Set.of("Cast", "Identity", "DequantizeLinear");

    private record Node(String operation, List<String> inputs, List<String> outputs) {}

    /// @throws ModelFileException when it is no ONNX network, or ends early
    static OnnxGraph read(NamedFile file) {
        try {
            long size = Files.size(file.path());
            try (var in = new BufferedInputStream(Files.newInputStream(file.path()))) {
                return new Reader().model(new Protobuf(in, size));
            }
        } catch (IOException e) {
            throw new ModelFileException(
                    "%s: expected an ONNX network but found: %s"
                            .formatted(file.name(), e.getMessage()),
                    e);
        }
    }

    /// Checks that the files beside the network are there and lie within its directory.
    void requireExternal(NamedFile file) {
        Path folder = file.path().toAbsolutePath().normalize().getParent();
        for (String name : external) {
            Path path =
                    Folders.inside(folder, name)
                            .orElseThrow(() ->
                                    new ModelFileException(
                                            "%s: files with its tensors must lie in its directory but one is \"%s\""
                                                    .formatted(file.name(), name)));
            if (!Files.isRegularFile(path)) {
                throw new ModelFileException(
                        "%s: expected its tensors in %s but found no such file"
                                .formatted(file.name(), path));
            }
        }
    }

    private static final class Reader {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, Long> rows = new HashMap<>();
        private final Set<String> external = new TreeSet<>();
        private boolean hasGraph;

        private OnnxGraph model(Protobuf model) throws IOException {
            while (model.next()) {
                if (model.field() == 7) {
                    hasGraph = true;
                    graph(model.message());
                } else {
                    model.skip();
                }
            }
            if (!hasGraph) {
                throw new IOException("no graph");
            }
            return new OnnxGraph(external, vocabulary());
        }

        private void graph(Protobuf graph) throws IOException {
            while (graph.next()) {
                switch (graph.field()) {
                    case 1 -> node(graph.message());
                    case 5 -> tensor(graph.message());
                    default -> graph.skip();
                }
            }
        }

        private void node(Protobuf node) throws IOException {
            List<String> inputs = new ArrayList<>();
            List<String> outputs = new ArrayList<>();
            String operation = "";
            while (node.next()) {
                switch (node.field()) {
                    case 1 -> inputs.add(node.text());
                    case 2 -> outputs.add(node.text());
                    case 4 -> operation = node.text();
                    default -> node.skip();
                }
            }
            nodes.add(new Node(operation, inputs, outputs));
        }

        private void tensor(Protobuf tensor) throws IOException {
            List<Long> extents = new ArrayList<>();
            String name = "";
            while (tensor.next()) {
                switch (tensor.field()) {
                    case 1 -> {
                        for (long extent : tensor.numbers()) {
                            extents.add(extent);
                        }
                    }
                    case 8 -> name = tensor.text();
                    case 13 -> entry(tensor.message());
                    default -> tensor.skip();
                }
            }
            if (extents.size() == 2) {
                rows.put(name, extents.getFirst());
            }
        }

        private void entry(Protobuf entry) throws IOException {
            String key = "";
            String value = "";
            while (entry.next()) {
                switch (entry.field()) {
                    case 1 -> key = entry.text();
                    case 2 -> value = entry.text();
                    default -> entry.skip();
                }
            }
            if (key.equals("location")) {
                external.add(value);
            }
        }

        /// The rows of the table in which the network looks its tokens up.
        private OptionalLong vocabulary() {
            Set<String> ids = new TreeSet<>(Set.of("input_ids"));
            for (Node node : nodes) {
                String first = node.inputs.isEmpty() ? "" : node.inputs.getFirst();
                if (SAME_IDS.contains(node.operation) && ids.contains(first)) {
                    ids.addAll(node.outputs);
                }
                Long known = rows.get(first);
                if (known != null && SAME_ROWS.contains(node.operation)) {
                    node.outputs.forEach(output -> rows.put(output, known));
                }
                if (known != null
                        && node.operation.equals("Gather")
                        && node.inputs.size() > 1
                        && ids.contains(node.inputs.get(1))) {
                    return OptionalLong.of(known);
                }
            }
            return OptionalLong.empty();
        }
    }
}
