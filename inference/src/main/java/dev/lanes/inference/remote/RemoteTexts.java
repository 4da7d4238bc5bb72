package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import dev.lanes.inference.EncodingProgress;
import dev.lanes.inference.Prompts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Texts in, one result for each out: what all kinds of encoders behind HTTP have in common.
///
/// @param <T> result of a text
final class RemoteTexts<T> implements AutoCloseable {
    private final Factory parts;
    private final RemoteCaller caller;
    private final BodyTemplate body;
    private final ResultReader<T> reader;
    private final IntFunction<T[]> array;

    /// All that does not depend on the kind.
    ///
    /// @param owner what errors after closing name
    record Factory(
            String owner,
            Prompts prompts,
            RemoteEndpoint endpoint,
            RemoteTemplate template,
            RemoteSettings settings) {
        /// @param item makes something of the result of a text
        /// @param array makes arrays of it
        <T> RemoteTexts<T> make(ResultReader.Item<T> item, IntFunction<T[]> array) {
            return new RemoteTexts<>(this, item, array);
        }
    }

    private RemoteTexts(Factory parts, ResultReader.Item<T> item, IntFunction<T[]> array) {
        this.parts = parts;
        this.caller = new RemoteCaller(parts.owner, parts.endpoint, parts.settings);
        this.body = BodyTemplate.parse(parts.template.body());
        this.reader = new ResultReader<>(parts.template, item);
        this.array = array;
    }

    /// The result of a query.
    T query(String text) {
        String whole = Texts.prefixed(parts.prompts.queryPrefix(), requireNonNull(text, "text"));
        return ask(List.of(whole), whole, parts.template.queryWord())[0];
    }

    /// The results of passages, in their order.
    T[] passages(List<String> passages, EncodingProgress progress) {
        return all("", asPassages(passages), progress);
    }

    /// The results of texts with one of the model's prompts, in their order.
    T[] prompted(String prompt, List<String> texts) {
        String word =
                switch (prompt) {
                    case "query" -> parts.template.queryWord();
                    case "passage" -> parts.template.passageWord();
                    default -> prompt;
                };
        String prefix = parts.prompts.named(prompt);
        return all("", new Said(word, Texts.prefixed(prefix, texts)), EncodingProgress.NONE);
    }

    /// The results of passages read together with a query, in their order.
    T[] pairs(String query, List<String> passages, EncodingProgress progress) {
        String whole = Texts.prefixed(parts.prompts.queryPrefix(), requireNonNull(query, "query"));
        return all(whole, asPassages(passages), progress);
    }

    @Override
    public void close() {
        caller.close();
    }

    /// Texts with their prefix.
    ///
    /// @param word what the server calls such texts
    private record Said(String word, List<String> texts) {}

    private Said asPassages(List<String> passages) {
        String prefix = parts.prompts.passagePrefix();
        return new Said(parts.template.passageWord(), Texts.prefixed(prefix, passages));
    }

    private T[] all(String query, Said said, EncodingProgress progress) {
        requireNonNull(progress, "progress");
        T[] results = array.apply(said.texts.size());
        Consumer<int[]> request =
                batch -> {
                    List<String> some = said.texts.subList(batch[0], batch[1]);
                    T[] part = ask(some, query, said.word);
                    System.arraycopy(part, 0, results, batch[0], part.length);
                };
        new Batches(caller).run(said.texts, body.singleText(), request, progress);
        return results;
    }

    private T[] ask(List<String> texts, String query, String contentType) {
        return caller.ask(
                body.fill(texts, query, contentType),
                answer -> {
                    T[] results = array.apply(texts.size());
                    reader.read(answer, results);
                    return results;
                });
    }
}
