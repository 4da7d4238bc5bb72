package dev.lanes.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.search.TextRanking;
import dev.lanes.search.evaluation.Spec;
import dev.lanes.search.retrieval.Filter;
import dev.lanes.search.retrieval.Fusion;
import dev.lanes.search.retrieval.Normalisation;
import dev.lanes.search.retrieval.Retriever;
import dev.lanes.search.retrieval.SparseMode;
import dev.lanes.sparse.TwoPhase;
import dev.lanes.sparse.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecRetrieversTest {
    private static Retriever of(String spec) {
        Spec parsed = Spec.parse(spec);
        return SpecRetrievers.of(parsed, SpecFields.of(List.of(parsed)));
    }

    @Test
    void makesRetrievers() {
        Retriever words = Retriever.match("passage");
        assertThat(of("bm25?k1=2")).isEqualTo(words);
        assertThat(of("bm25?fields=title^2+text"))
                .isEqualTo(Retriever.multiMatch("title^2.0", "text"));
        assertThat(of("rrf(dense:e5,bm25*2)?constant=10"))
                .isEqualTo(
                        Retriever.hybrid(Retriever.knn("dense-e5"), words)
                                .withWeights(1, 2)
                                .withFusion(Fusion.reciprocalRank(10)));
        assertThat(of("weighted(sparse:a/b*.7,doc-only:c*.3)?window=50"))
                .isEqualTo(
                        Retriever.hybrid(
                                        Retriever.sparse("sparse-a-b")
                                                .withMode(SparseMode.SYMMETRIC),
                                        Retriever.sparse("sparse-c").withMode(SparseMode.DOC_ONLY))
                                .withWeights(.7, .3)
                                .withFusion(Fusion.scores(Normalisation.MIN_MAX))
                                .withWindow(50));
        assertThat(of("rerank(bm25,mini,20)?max-tokens=300"))
                .isEqualTo(words.rerank("rerank:mini?max-tokens=300", "passage").withWindow(20));
    }

    @Test
    void givesEachUseOfAModelAFieldOfItsOwn() {
        List<Spec> specs =
                List.of(
                        Spec.parse("rrf(dense:e5,dense:e5?prompts=none)"),
                        Spec.parse("dense:e5?prompts=none"),
                        Spec.parse("dense:e5-prompts-none"));
        SpecFields fields = SpecFields.of(specs);
        assertThat(fields.of(specs.get(1))).isEqualTo("dense-e5-prompts-none");
        assertThat(fields.of(specs.get(2))).isEqualTo("dense-e5-prompts-none-2");
        assertThat(fields.schema(TextRanking.standard()).fields()).hasSize(6);
    }

    @Test
    void searchesExhaustively() {
        Retriever approximate =
                Retriever.hybrid(
                                Retriever.knn("a").withK(5).filter(Filter.exists("x")).boost(2),
                                Retriever.sparse("s").withTwoPhase(TwoPhase.of()))
                        .rerank("m", "t")
                        .diversify("a", .5)
                        .collapse("x");
        assertThat(SpecRetrievers.exhaustive(approximate))
                .isEqualTo(
                        Retriever.hybrid(
                                        Retriever.exact("a")
                                                .withK(5)
                                                .filter(Filter.exists("x"))
                                                .boost(2),
                                        Retriever.sparse("s"))
                                .rerank("m", "t")
                                .diversify("a", .5)
                                .collapse("x"));
    }

    @Test
    void makesACollectionForEachRankingOfWords() {
        Spec usual = Spec.parse("bm25");
        Spec other = Spec.parse("rrf(bm25?k1=1.2&b=.75&analyzer=standard,dense:e5)");
        Spec dense = Spec.parse("dense:e5");
        TextRanking english = TextRanking.of(Language.ENGLISH).withBm25(.9f, .4f);
        var groups = EvalCollections.group(List.of(dense, other, usual));
        assertThat(groups)
                .containsEntry(TextRanking.standard(), List.of(other, dense))
                .containsEntry(english, List.of(usual))
                .hasSize(2);
        assertThat(EvalCollections.group(List.of(dense))).containsOnlyKeys(english);
    }
}
