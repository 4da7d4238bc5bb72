package dev.lanes.jmh.encoders;

import dev.lanes.inference.DenseEncoder;
import dev.lanes.inference.EncoderSettings;
import dev.lanes.jmh.LanesVersion;
import java.util.List;

/// This project.
final class LanesEncoderPeer implements EncoderPeer {
    private final DenseEncoder encoder;
    private final EncoderSettings settings;
    private final String prefix;
    private final boolean queries;

    LanesEncoderPeer(EncoderTask task) {
        settings =
                EncoderSettings.of()
                        .withThreads(task.limits().threads())
                        .withMaxTokens(task.limits().maxTokens());
        encoder = DenseEncoder.open(task.model().name(), settings);
        queries = task.as().equals("query");
        prefix = task.model().prompts().named(task.as());
    }

    @Override
    public String library() {
        return "lanes";
    }

    @Override
    public String version() {
        return LanesVersion.VALUE;
    }

    @Override
    public String setting() {
        return "%d threads".formatted(settings.threads());
    }

    @Override
    public void encodeAll(List<String> texts) {
        // It puts the prefix before them itself.
        List<String> plain = texts.stream().map(text -> text.substring(prefix.length())).toList();
        encoder.encode(queries ? "query" : "passage", plain);
    }

    @Override
    public void encodeOne(String text) {
        String plain = text.substring(prefix.length());
        if (queries) {
            encoder.encodeQuery(plain);
        } else {
            encoder.encodePassages(List.of(plain));
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
