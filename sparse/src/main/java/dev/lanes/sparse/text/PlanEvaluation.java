package dev.lanes.sparse.text;

import dev.lanes.sparse.live.BestRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;

/// Scores every row of a part by any plan, a node after the other: the oracle for sums of terms,
/// and the way for all that is more. For one search.
final class PlanEvaluation {
    private final TextPart part;
    private final Scoring scoring;

    /// Others may come meanwhile.
    private final int rows;

    PlanEvaluation(TextPart part, Scoring scoring) {
        this.part = part;
        this.scoring = scoring;
        this.rows = part.size();
    }

    /// Offers all rows that score.
    void search(Plan plan, IntPredicate passing, BestRows best) {
        int[] scores = scores(plan);
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] >= best.threshold() && passing.test(row)) {
                best.offer(part.id(row), scores[row]);
            }
        }
    }

    /// By row; 0 where the plan does not match.
    private int[] scores(Plan plan) {
        var scores = new int[rows];
        switch (plan) {
            case Plan.Term term -> addTerm(term, scores);
            case Plan.Phrase phrase -> addPhrase(phrase, scores);
            case Plan.Prefix prefix -> setPrefix(prefix, scores);
            case Plan.Sum sum -> sum.parts().forEach(one -> addPart(one, scores));
            case Plan.Best best -> addBest(best, scores);
            case Plan.Filtered filtered -> addFiltered(filtered, scores);
        }
        return scores;
    }

    private void addPart(Plan plan, int[] scores) {
        switch (plan) {
            case Plan.Term term -> addTerm(term, scores);
            default -> add(scores(plan), scores);
        }
    }

    private static void add(int[] parts, int[] scores) {
        for (int row = 0; row < scores.length; row++) {
            scores[row] += parts[row];
        }
    }

    private void addTerm(Plan.Term term, int[] scores) {
        int list = part.list(term.key());
        if (list != TextPart.ABSENT) {
            part.addScores(list, scoring.impacts(), scoring.units(term.weight()), scores);
        }
    }

    private void setPrefix(Plan.Prefix prefix, int[] scores) {
        int score = Scoring.score(scoring.units(prefix.weight()), 1);
        part.lists(prefix.key())
                .forEach(list -> {
                    for (int row : part.rows(list)) {
                        if (row < rows) {
                            scores[row] = score;
                        }
                    }
                });
    }

    private void addPhrase(Plan.Phrase phrase, int[] scores) {
        int[] lists = phrase.keys().stream().mapToInt(part::list).toArray();
        if (Arrays.stream(lists).anyMatch(list -> list == TextPart.ABSENT)) {
            return;
        }
        int rarest =
                Arrays.stream(lists)
                        .boxed()
                        .min(Comparator.comparingInt(part::liveRows))
                        .orElseThrow();
        float units = scoring.units(phrase.weight());
        for (int row : part.rows(rarest)) {
            int frequency =
                    row < rows ? frequency(row, phrase.field(), lists, phrase.offsets()) : 0;
            if (frequency > 0) {
                int norm = part.norm(phrase.field(), row);
                float impact = scoring.impacts().of(phrase.field(), frequency, norm);
                scores[row] = Scoring.score(units, impact);
            }
        }
    }

    /// How often lists come at distances in the tokens of a row.
    private int frequency(int row, int field, int[] lists, int[] offsets) {
        int frequency = 0;
        int last = part.tokenEnd(row, field) - offsets[offsets.length - 1];
        for (int at = part.tokenStart(row, field); at < last; at++) {
            int matched = 0;
            while (matched < lists.length && part.token(at + offsets[matched]) == lists[matched]) {
                matched++;
            }
            frequency += matched == lists.length ? 1 : 0;
        }
        return frequency;
    }

    private void addBest(Plan.Best best, int[] scores) {
        var sums = new int[scores.length];
        for (var plan : best.parts()) {
            int[] parts = scores(plan);
            for (int row = 0; row < scores.length; row++) {
                sums[row] += parts[row];
                scores[row] = Math.max(scores[row], parts[row]);
            }
        }
        for (int row = 0; row < scores.length; row++) {
            scores[row] += (int) ((double) best.share() * (sums[row] - scores[row]));
        }
    }

    private void addFiltered(Plan.Filtered filtered, int[] scores) {
        var excluded = new boolean[scores.length];
        for (var plan : filtered.must()) {
            int[] parts = scores(plan);
            for (int row = 0; row < scores.length; row++) {
                excluded[row] |= parts[row] == 0;
                scores[row] += parts[row];
            }
        }
        filtered.should().forEach(plan -> addPart(plan, scores));
        for (var plan : filtered.mustNot()) {
            int[] parts = scores(plan);
            for (int row = 0; row < scores.length; row++) {
                excluded[row] |= parts[row] > 0;
            }
        }
        for (int row = 0; row < scores.length; row++) {
            scores[row] = excluded[row] ? 0 : scores[row];
        }
    }
}
