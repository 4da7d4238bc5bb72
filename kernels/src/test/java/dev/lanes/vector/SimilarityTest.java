package dev.lanes.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimilarityTest {
    @Test
    void scoresAreLargerForCloserRows() {
        assertThat(Similarity.EUCLIDEAN.score(-0f)).isEqualTo(1f);
        assertThat(Similarity.EUCLIDEAN.score(-3f)).isEqualTo(.25f);
        assertThat(Similarity.EUCLIDEAN.score(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Similarity.COSINE.score(.5f)).isEqualTo(.5f);
        assertThat(Similarity.DOT.score(-12f)).isEqualTo(-12f);
    }

    @Test
    void roundingDoesNotTakeACosineOutOfItsRange() {
        assertThat(Similarity.COSINE.score(1.0000001f)).isEqualTo(1f);
        assertThat(Similarity.COSINE.score(-1.0000001f)).isEqualTo(-1f);
        assertThat(Similarity.DOT.score(1.0000001f)).isEqualTo(1.0000001f);
    }
}
