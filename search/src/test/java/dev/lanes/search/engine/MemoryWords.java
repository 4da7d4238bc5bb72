package dev.lanes.search.engine;

import dev.lanes.sparse.text.TextQuery;
import dev.lanes.sparse.text.TextQuery.Occur;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Scores texts for words by how often these occur, whatever other texts there are.
final class MemoryWords {
    private MemoryWords() {}

    /// 0 where the query does not match.
    static float score(TextQuery query, Map<String, String> texts) {
        return switch (query) {
            case TextQuery.Words words ->
                    count(words(words.text()), words(texts.get(words.field().orElseThrow())));
            case TextQuery.AllWords all -> {
                var there = words(texts.get(all.field().orElseThrow()));
                var asked = words(all.text());
                yield there.containsAll(asked) ? count(asked, there) : 0;
            }
            case TextQuery.Phrase phrase -> {
                var there = words(texts.get(phrase.field().orElseThrow()));
                yield Collections.indexOfSubList(there, words(phrase.text())) < 0 ? 0 : 1;
            }
            case TextQuery.Prefix prefix ->
                    words(texts.get(prefix.field().orElseThrow())).stream()
                                    .anyMatch(word -> word.startsWith(prefix.prefix()))
                            ? 1
                            : 0;
            case TextQuery.Terms terms ->
                    count(terms.terms(), words(texts.get(terms.field().orElseThrow())));
            case TextQuery.Best best -> {
                float sum = 0;
                float most = 0;
                for (var part : best.queries()) {
                    sum += score(part, texts);
                    most = Math.max(most, score(part, texts));
                }
                yield most + best.tieBreaker() * (sum - most);
            }
            case TextQuery.Boosted boosted -> boosted.factor() * score(boosted.query(), texts);
            case TextQuery.Clauses clauses -> clauses(clauses, texts);
        };
    }

    private static float clauses(TextQuery.Clauses clauses, Map<String, String> texts) {
        float sum = 0;
        for (var clause : clauses.clauses()) {
            float score = score(clause.query(), texts);
            boolean broken =
                    (clause.occur() == Occur.MUST && score == 0)
                            || (clause.occur() == Occur.MUST_NOT && score > 0);
            if (broken) {
                return 0;
            }
            sum += score;
        }
        return sum;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    private static float count(List<String> asked, List<String> there) {
        var common = new ArrayList<>(there);
        common.retainAll(asked);
        return common.size();
    }
}
