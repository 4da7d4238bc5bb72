package dev.lanes.jmh.encoders;

import dev.lanes.jmh.Choice;
import dev.lanes.jmh.UsageException;
import java.util.List;
import java.util.Locale;

/// The libraries that encode text.
public enum EncoderPeerKind {
    /// This project.
    LANES,
    /// LangChain4j's in-process model.
    LANGCHAIN4J,
    /// A bare session of ONNX Runtime, at its best.
    ONNXRUNTIME,
    /// A bare session with batches of 32 texts.
    FIXED32;

    /// Kinds.
    ///
    /// @param names in any case; one given twice counts once
    /// @throws UsageException when there is no such kind; the message lists those that exist
    public static List<EncoderPeerKind> named(List<String> names) {
        return names.stream().map(EncoderPeerKind::named).distinct().toList();
    }

    private static EncoderPeerKind named(String name) {
        return new Choice<>("a peer", List.of(values()), EncoderPeerKind::label).named(name);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    EncoderPeer open(EncoderTask task, ModelCopy files) {
        return switch (this) {
            case LANES -> new LanesEncoderPeer(task);
            case LANGCHAIN4J -> new Langchain4jPeer(task, files);
            case ONNXRUNTIME -> SessionPeer.tuned(task, files);
            case FIXED32 -> SessionPeer.fixed(task, files);
        };
    }
}
