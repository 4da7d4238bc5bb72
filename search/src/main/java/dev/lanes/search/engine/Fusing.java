package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Combination;
import dev.lanes.search.retrieval.Fusion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes one ranking of several.
final class Fusing {
    private Fusing() {}

    /// A document of some rankings.
    private static final class Document {
        /// By ranking; 0 where it is not found.
        private final double[] scores;

        private Optional<Passage> passage = Optional.empty();
        private int passageRank = Integer.MAX_VALUE;

        Document(int rankings) {
            scores = new double[rankings];
        }

        /// The passage of the ranking that has the document at its best rank counts.
        void found(int ranking, int rank, double score, Optional<Passage> part) {
            scores[ranking] = score;
            if (part.isPresent() && rank < passageRank) {
                passage = part;
                passageRank = rank;
            }
        }
    }

    /// The documents of all rankings.
    ///
    /// @param weights one a ranking
    static List<Candidate> fuse(Fusion fusion, List<List<Candidate>> rankings, double[] weights) {
        Map<Long, Document> documents = new LinkedHashMap<>();
        for (int i = 0; i < rankings.size(); i++) {
            var ranking = rankings.get(i);
            double[] scores = scores(fusion, ranking);
            for (int rank = 0; rank < ranking.size(); rank++) {
                var candidate = ranking.get(rank);
                documents
                        .computeIfAbsent(candidate.row(), _ -> new Document(rankings.size()))
                        .found(i, rank, scores[rank], candidate.passage());
            }
        }
        var combination =
                switch (fusion) {
                    case Fusion.ReciprocalRank _ -> Combination.SUM;
                    case Fusion.Scores given -> given.combination();
                };
        return documents.entrySet().stream()
                .map(entry ->
                        new Candidate(
                                entry.getKey(),
                                (float) combine(combination, entry.getValue().scores, weights),
                                entry.getValue().passage))
                .sorted(Candidate.ORDER)
                .toList();
    }

    private static double[] scores(Fusion fusion, List<Candidate> ranking) {
        return switch (fusion) {
            case Fusion.ReciprocalRank given ->
                    IntStream.rangeClosed(1, ranking.size())
                            .mapToDouble(rank -> 1.0 / ((double) given.constant() + rank))
                            .toArray();
            case Fusion.Scores given -> Scaling.scale(given.normalisation(), ranking);
        };
    }

    private static double combine(Combination combination, double[] scores, double[] weights) {
        return switch (combination) {
            case SUM -> dot(scores, weights);
            case ARITHMETIC_MEAN -> dot(scores, weights) / Arrays.stream(weights).sum();
            case GEOMETRIC_MEAN -> {
                double sum = 0;
                double all = 0;
                for (int i = 0; i < scores.length; i++) {
                    if (scores[i] > 0) {
                        sum += weights[i] * Math.log(scores[i]);
                        all += weights[i];
                    }
                }
                yield all == 0 ? 0 : Math.exp(sum / all);
            }
            case HARMONIC_MEAN -> {
                double sum = 0;
                double all = 0;
                for (int i = 0; i < scores.length; i++) {
                    if (scores[i] > 0) {
                        sum += weights[i] / scores[i];
                        all += weights[i];
                    }
                }
                yield sum == 0 ? 0 : all / sum;
            }
        };
    }

    private static double dot(double[] scores, double[] weights) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += weights[i] * scores[i];
        }
        return sum;
    }
}
