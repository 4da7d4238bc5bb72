package dev.lanes.search.engine;

import dev.lanes.search.retrieval.Diversify;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Maximal marginal relevance.
final class Diversifying {
    private final Execution execution;
    private final Recording recording;

    Diversifying(Execution execution, Recording recording) {
        this.execution = execution;
        this.recording = recording;
    }

    /// A candidate that is not chosen yet.
    private static final class Open {
        private final Candidate candidate;
        private final double relevance;
        private final Optional<float[]> direction;
        private double closest;

        Open(Candidate candidate, double relevance, Optional<float[]> direction) {
            this.candidate = candidate;
            this.relevance = relevance;
            this.direction = direction;
        }

        float score(double lambda) {
            return (float) (lambda * relevance - (1 - lambda) * closest);
        }

        void chosen(Open other) {
            if (direction.isPresent() && other.direction.isPresent()) {
                closest = Math.max(closest, dot(direction.get(), other.direction.get()));
            }
        }
    }

    /// When there is no time for it, the order stays.
    List<Candidate> run(Diversify diversify, Wanted wanted) {
        var window =
                execution.below(
                        diversify.retriever(), wanted.within(diversify.window()), recording);
        try {
            return chosen(open(diversify, window), diversify.lambda(), wanted.depth());
        } catch (CutException e) {
            recording.cut(e.cut());
            return window;
        }
    }

    private List<Open> open(Diversify diversify, List<Candidate> window) {
        double[] relevance =
                Scaling.minMax(window.stream().mapToDouble(Candidate::score).toArray());
        var open = new ArrayList<Open>();
        for (int i = 0; i < window.size(); i++) {
            execution.limit().check();
            var candidate = window.get(i);
            var vector = execution.source().vector(diversify.field(), candidate);
            open.add(new Open(candidate, relevance[i], vector.map(Diversifying::direction)));
        }
        return open;
    }

    /// Scores never rise from one choice to the next, because what is open only gets closer to what
    /// is chosen: so the choices are in the order of every ranking.
    private List<Candidate> chosen(List<Open> open, double lambda, int depth) {
        var chosen = new ArrayList<Candidate>();
        while (!open.isEmpty() && chosen.size() < depth) {
            execution.limit().check();
            var best = open.getFirst();
            for (var one : open) {
                best = isBefore(one, best, lambda) ? one : best;
            }
            open.remove(best);
            chosen.add(best.candidate.withScore(best.score(lambda)));
            for (var one : open) {
                one.chosen(best);
            }
        }
        return chosen;
    }

    private static boolean isBefore(Open one, Open other, double lambda) {
        int order = Float.compare(one.score(lambda), other.score(lambda));
        return order > 0 || (order == 0 && one.candidate.row() < other.candidate.row());
    }

    private static float[] direction(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        var unit = new float[vector.length];
        for (int i = 0; i < vector.length && length > 0; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
