package dev.lanes.search.cli;

import dev.lanes.search.evaluation.Spec;
import dev.lanes.search.retrieval.Boosted;
import dev.lanes.search.retrieval.BoostedField;
import dev.lanes.search.retrieval.Branch;
import dev.lanes.search.retrieval.Collapsed;
import dev.lanes.search.retrieval.Diversify;
import dev.lanes.search.retrieval.Filtered;
import dev.lanes.search.retrieval.Fusion;
import dev.lanes.search.retrieval.Hybrid;
import dev.lanes.search.retrieval.Knn;
import dev.lanes.search.retrieval.Lexical;
import dev.lanes.search.retrieval.Rerank;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.RetrieverJson;
import dev.lanes.search.retrieval.RetrieverJsonException;
import dev.lanes.search.retrieval.Sparse;
import dev.lanes.search.retrieval.SparseMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes retrievers of SPECs.
final class SpecRetrievers {
    private SpecRetrievers() {}

    /// A retriever over the fields that are there for the SPEC.
    ///
    /// @throws UserErrorException when the SPEC asks for what there is not
    /// @throws UncheckedIOException when its file cannot be read
    static Retriever of(Spec spec, SpecFields fields) {
        return switch (spec) {
            case Spec.Named named -> read(named);
            case Spec.Dense dense -> Retriever.knn(fields.of(dense));
            case Spec.Sparse sparse ->
                    Retriever.sparse(fields.of(sparse))
                            .withMode(
                                    switch (sparse.queries()) {
                                        case ENCODED -> SparseMode.SYMMETRIC;
                                        case TOKEN_WEIGHTS -> SparseMode.DOC_ONLY;
                                    });
            case Spec.Bm25 bm25 -> lexical(bm25);
            case Spec.Rrf rrf ->
                    hybrid(
                            rrf.parts(),
                            Fusion.reciprocalRank(rrf.constant()),
                            rrf.window(),
                            fields);
            case Spec.Weighted weighted ->
                    hybrid(
                            weighted.parts(),
                            Fusion.scores(weighted.normalisation(), weighted.mean()),
                            weighted.window(),
                            fields);
            case Spec.Rerank rerank -> {
                Rerank around =
                        of(rerank.first(), fields)
                                .rerank(SpecEncoders.key(rerank), SpecFields.PASSAGE);
                yield UserErrorException.unlessValid(() -> around.withWindow(rerank.window()));
            }
        };
    }

    /// The retriever in a file.
    static Retriever read(Spec.Named named) {
        try {
            return RetrieverJson.read(Files.readString(Path.of(named.file())));
        } catch (RetrieverJsonException e) {
            throw new UserErrorException(named.file() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lexical lexical(Spec.Bm25 bm25) {
        for (BoostedField field : bm25.fields()) {
            if (!SpecFields.WORDS.contains(field.name())) {
                throw new UserErrorException(
                        "the fields of bm25 must be some of %s but were \"%s\""
                                .formatted(String.join(", ", SpecFields.WORDS), field.name()));
            }
        }
        return bm25.fields().isEmpty()
                ? Retriever.match(SpecFields.PASSAGE)
                : UserErrorException.unlessValid(() ->
                        Retriever.multiMatch(
                                bm25.fields().stream()
                                        .map(BoostedField::toString)
                                        .toArray(String[]::new)));
    }

    private static Hybrid hybrid(
            List<Spec.Part> parts, Fusion fusion, OptionalInt window, SpecFields fields) {
        List<Branch> branches =
                parts.stream()
                        .map(part -> new Branch(of(part.spec(), fields), part.weight()))
                        .toList();
        return UserErrorException.unlessValid(() -> new Hybrid(branches, fusion, window));
    }

    /// The same by comparing with every row, instead of by graphs and in phases.
    static Retriever exhaustive(Retriever retriever) {
        return switch (retriever) {
            case Knn knn -> knn.exact();
            case Sparse sparse ->
                    new Sparse(
                            sparse.field(),
                            sparse.query(),
                            sparse.k(),
                            sparse.mode(),
                            Optional.empty());
            case Lexical lexical -> lexical;
            case Hybrid hybrid ->
                    new Hybrid(
                            hybrid.branches().stream()
                                    .map(branch ->
                                            new Branch(
                                                    exhaustive(branch.retriever()),
                                                    branch.weight()))
                                    .toList(),
                            hybrid.fusion(),
                            hybrid.window());
            case Rerank rerank ->
                    new Rerank(
                            exhaustive(rerank.retriever()),
                            rerank.model(),
                            rerank.field(),
                            rerank.window(),
                            rerank.query(),
                            rerank.minScore(),
                            rerank.score());
            case Diversify diversify ->
                    new Diversify(
                            exhaustive(diversify.retriever()),
                            diversify.field(),
                            diversify.lambda(),
                            diversify.window());
            case Filtered filtered -> exhaustive(filtered.retriever()).filter(filtered.filter());
            case Boosted boosted -> exhaustive(boosted.retriever()).boost(boosted.factor());
            case Collapsed collapsed ->
                    exhaustive(collapsed.retriever()).collapse(collapsed.field());
        };
    }
}
