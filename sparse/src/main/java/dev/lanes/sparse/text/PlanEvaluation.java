package dev.lanes.sparse.text;

import static dev.lanes.sparse.text.TextSegmentLayout.CODE_BITS;
import static dev.lanes.sparse.text.TextSegmentLayout.CODE_MASK;

import java.util.Arrays;
import java.util.Comparator;

/// Scores every row of a segment by any plan, a node after the other: the oracle for sums of terms,
/// and the way for all that is more. For one search.
final class PlanEvaluation {
    private final TextSegment segment;
    private final Scoring scoring;
    private final float[] table;

    PlanEvaluation(TextSegment segment, Scoring scoring) {
        this.segment = segment;
        this.scoring = scoring;
        this.table = segment.table(scoring.impacts());
    }

    /// Offers all rows that score.
    void search(Plan plan, PassingTexts passing, BestTexts best) {
        int[] scores = scores(plan);
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] >= best.threshold() && passing.has(row)) {
                best.offer(segment.id(row), scores[row]);
            }
        }
    }

    /// By row; 0 where the plan does not match.
    private int[] scores(Plan plan) {
        var scores = new int[segment.rows()];
        switch (plan) {
            case Plan.Term term -> addTerm(term, scores);
            case Plan.Phrase phrase -> addPhrase(phrase, scores);
            case Plan.Prefix prefix -> setPrefix(prefix, scores);
            case Plan.Sum sum -> sum.parts().forEach(part -> add(scores(part), scores));
            case Plan.Best best -> addBest(best, scores);
            case Plan.Filtered filtered -> addFiltered(filtered, scores);
        }
        return scores;
    }

    private static void add(int[] part, int[] scores) {
        for (int row = 0; row < scores.length; row++) {
            scores[row] += part[row];
        }
    }

    private void addTerm(Plan.Term term, int[] scores) {
        int list = segment.list(term.key());
        if (list == TextSegment.ABSENT) {
            return;
        }
        float units = scoring.units(term.weight());
        for (int i = segment.from(list); i < segment.to(list); i++) {
            int posting = segment.posting(i);
            scores[posting >>> CODE_BITS] += Scoring.score(units, table[posting & CODE_MASK]);
        }
    }

    private void setPrefix(Plan.Prefix prefix, int[] scores) {
        int score = Scoring.score(scoring.units(prefix.weight()), 1);
        int list = segment.firstList(prefix.key());
        while (list < segment.listCount() && segment.startsWith(list, prefix.key())) {
            for (int i = segment.from(list); i < segment.to(list); i++) {
                scores[segment.posting(i) >>> CODE_BITS] = score;
            }
            list++;
        }
    }

    private void addPhrase(Plan.Phrase phrase, int[] scores) {
        int[] lists = phrase.keys().stream().mapToInt(segment::list).toArray();
        if (Arrays.stream(lists).anyMatch(list -> list == TextSegment.ABSENT)) {
            return;
        }
        int rarest =
                Arrays.stream(lists)
                        .boxed()
                        .min(Comparator.comparingInt(list -> segment.to(list) - segment.from(list)))
                        .orElseThrow();
        float units = scoring.units(phrase.weight());
        for (int i = segment.from(rarest); i < segment.to(rarest); i++) {
            int row = segment.posting(i) >>> CODE_BITS;
            int frequency = frequency(row, phrase.field(), lists, phrase.offsets());
            if (frequency > 0) {
                int norm = segment.norm(phrase.field(), row);
                float impact = scoring.impacts().of(phrase.field(), frequency, norm);
                scores[row] = Scoring.score(units, impact);
            }
        }
    }

    /// How often lists come at distances in the tokens of a row.
    private int frequency(int row, int field, int[] lists, int[] offsets) {
        int frequency = 0;
        int last = segment.tokenStart(row, field + 1) - offsets[offsets.length - 1];
        for (int at = segment.tokenStart(row, field); at < last; at++) {
            int matched = 0;
            while (matched < lists.length
                    && segment.token(at + offsets[matched]) == lists[matched]) {
                matched++;
            }
            frequency += matched == lists.length ? 1 : 0;
        }
        return frequency;
    }

    private void addBest(Plan.Best best, int[] scores) {
        var sums = new int[scores.length];
        for (var part : best.parts()) {
            int[] parts = scores(part);
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
        for (var part : filtered.must()) {
            int[] parts = scores(part);
            for (int row = 0; row < scores.length; row++) {
                excluded[row] |= parts[row] == 0;
                scores[row] += parts[row];
            }
        }
        filtered.should().forEach(part -> add(scores(part), scores));
        for (var part : filtered.mustNot()) {
            int[] parts = scores(part);
            for (int row = 0; row < scores.length; row++) {
                excluded[row] |= parts[row] > 0;
            }
        }
        for (int row = 0; row < scores.length; row++) {
            scores[row] = excluded[row] ? 0 : scores[row];
        }
    }
}
