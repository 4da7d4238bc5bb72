package dev.lanes.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A model of three files small enough to compute by hand: a network that looks each token up in a
/// table (one ONNX node, Gather), and a tokenizer that knows four words. Token `i` has the vector
/// (i, 1); a text without words has no tokens. The tokenizer's file asks for truncation and padding
/// that an encoder has to override.
public final class TinyModel {
    private static final int INT64 = 7;
    private static final int FLOAT = 1;

    private TinyModel() {}

    /// Writes the three files.
    ///
    /// @param descriptor what descriptor.json holds
    public static Path write(Path directory, String descriptor) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("model.onnx"), network(List.of("input_ids"), 3));
        Files.writeString(directory.resolve("tokenizer.json"), tokenizer());
        Files.writeString(directory.resolve("descriptor.json"), descriptor);
        return directory;
    }

    /// What descriptor.json may hold.
    ///
    /// @param pooling `mean` or `cls`
    /// @param normalize `true` or `false`
    public static String descriptor(String pooling, String normalize) {
        return """
        {"name": "tiny", "kind": "dense", "dimension": 2, "pooling": "%s", "normalize": %s,
         "query_prefix": "four ", "passage_prefix": "", "max_tokens": 6, "similarity": "dot"}
        """
                .formatted(pooling, normalize);
    }

    private static String tokenizer() {
        return """
        {"version": "1.0",
         "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
         "padding": {"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": null,
                     "pad_id": 1, "pad_type_id": 0, "pad_token": "one"},
         "pre_tokenizer": {"type": "WhitespaceSplit"},
         "model": {"type": "WordLevel", "unk_token": "[UNK]",
                   "vocab": {"[UNK]": 0, "one": 1, "two": 2, "three": 3, "four": 4}}}
        """;
    }

    /// The network in ONNX's protobuf form; the numbers are the fields' numbers in onnx.proto.
    ///
    /// @param inputs names of its inputs, of which the first is looked up
    /// @param axes how many axes the output is declared with
    static byte[] network(List<String> inputs, int axes) throws IOException {
        return network(inputs, axes, new Message().number(1, 5).bytes(9, table()));
    }

    /// The same network, whose table is in another file.
    ///
    /// @param location of the file, as the network names it
    static byte[] externalNetwork(String location) throws IOException {
        var file = new Message().text(1, "location").text(2, location);
        var length = new Message().text(1, "length").text(2, Integer.toString(table().length));
        var data = new Message().number(1, 5).message(13, file).message(13, length).number(14, 1);
        return network(List.of("input_ids"), 3, data);
    }

    /// What the network looks up: of five tokens two numbers each.
    static byte[] table() {
        var table = ByteBuffer.allocate(5 * 2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int token = 0; token < 5; token++) {
            table.putFloat(token).putFloat(1);
        }
        return table.array();
    }

    /// The same network, that knows more tokens.
    ///
    /// @param tokens how many; those beyond the fifth have the vector (0, 0)
    public static byte[] network(int tokens) throws IOException {
        byte[] table = Arrays.copyOf(table(), tokens * 2 * Float.BYTES);
        return network(List.of("input_ids"), 3, new Message().number(1, tokens).bytes(9, table));
    }

    /// A network that gives two numbers a text: the largest of its tokens' vectors.
    static byte[] logits() throws IOException {
        var axes = new Message().text(1, "axes").number(8, 1).number(20, 7);
        var keep = new Message().text(1, "keepdims").number(3, 0).number(20, 2);
        var reduce =
                new Message()
                        .text(1, "vectors")
                        .text(2, "logits")
                        .text(4, "ReduceMax")
                        .message(5, axes)
                        .message(5, keep);
        var data = new Message().number(1, 5).bytes(9, table());
        var graph = graph(List.of("input_ids"), data).message(1, reduce);
        return model(graph.message(12, value("logits", FLOAT, 2)));
    }

    private static byte[] network(List<String> inputs, int axes, Message data) throws IOException {
        return model(graph(inputs, data).message(12, value("vectors", FLOAT, axes)));
    }

    private static Message graph(List<String> inputs, Message data) throws IOException {
        var node =
                new Message()
                        .text(1, "table")
                        .text(1, inputs.get(0))
                        .text(2, "vectors")
                        .text(4, "Gather");
        var initializer = new Message().number(2, FLOAT).text(8, "table").append(data).number(1, 2);
        var graph = new Message().message(1, node).text(2, "tiny").message(5, initializer);
        for (String input : inputs) {
            graph.message(11, value(input, INT64, 2));
        }
        return graph;
    }

    private static byte[] model(Message graph) throws IOException {
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13))
                .out
                .toByteArray();
    }

    private static Message value(String name, int type, int axes) throws IOException {
        var shape = new Message();
        for (int axis = 0; axis < axes; axis++) {
            var extent = new Message();
            shape.message(1, axis == 2 ? extent.number(1, 2) : extent.text(2, "axis" + axis));
        }
        var tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /// A protobuf message under construction.
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        private Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private Message append(Message other) {
            out.writeBytes(other.out.toByteArray());
            return this;
        }

        private Message text(int field, String value) {
            return bytes(field, value.getBytes(UTF_8));
        }

        private Message message(int field, Message value) {
            return bytes(field, value.out.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while (rest >= 128) {
                out.write((int) ((rest & 127) | 128));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
