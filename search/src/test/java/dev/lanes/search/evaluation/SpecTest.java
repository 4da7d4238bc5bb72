package dev.lanes.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lanes.search.retrieval.BoostedField;
import dev.lanes.search.retrieval.Combination;
import dev.lanes.search.retrieval.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final Spec E5 = new Spec.Dense("e5-small-v2", Prompting.MODEL, NONE);
    private static final Spec BM25 = new Spec.Bm25(.9, .4, "english", List.of());

    @Test
    void readsEachForm() {
        assertThat(Spec.parse("dense:e5-small-v2")).isEqualTo(E5);
        assertThat(Spec.parse("bm25")).isEqualTo(BM25);
        assertThat(Spec.parse("sparse:a/b_c.1"))
                .isEqualTo(
                        new Spec.Sparse(
                                "a/b_c.1", Spec.QueryTerms.ENCODED, OptionalDouble.empty(), NONE));
        assertThat(Spec.parse("doc-only:../models/mini.zip?min-weight=.01&max-tokens=256"))
                .isEqualTo(
                        new Spec.Sparse(
                                "../models/mini.zip",
                                Spec.QueryTerms.TOKEN_WEIGHTS,
                                OptionalDouble.of(.01),
                                OptionalInt.of(256)));
        assertThat(Spec.parse("mine=my folder/a,b.json"))
                .isEqualTo(new Spec.Named("mine", "my folder/a,b.json"));
        assertThat(Spec.parse("rrf(dense:e5-small-v2,bm25)"))
                .isEqualTo(
                        new Spec.Rrf(
                                List.of(new Spec.Part(E5, 1), new Spec.Part(BM25, 1)), 60, NONE));
        assertThat(Spec.parse("weighted(dense:e5-small-v2*.7,bm25*.3)"))
                .isEqualTo(
                        new Spec.Weighted(
                                List.of(new Spec.Part(E5, .7), new Spec.Part(BM25, .3)),
                                Normalisation.MIN_MAX,
                                Combination.ARITHMETIC_MEAN,
                                NONE));
        assertThat(Spec.parse("rerank(bm25,rerank-mini:1.0,50)?max-tokens=300"))
                .isEqualTo(new Spec.Rerank(BM25, "rerank-mini:1.0", 50, OptionalInt.of(300)));
    }

    @Test
    void readsOptions() {
        assertThat(Spec.parse("dense:e5-small-v2?query-prefix=none"))
                .isEqualTo(new Spec.Dense("e5-small-v2", Prompting.NO_QUERY_PREFIX, NONE));
        assertThat(Spec.parse("dense:e5-small-v2?prompts=passage&max-tokens=128"))
                .isEqualTo(new Spec.Dense("e5-small-v2", Prompting.PASSAGE, OptionalInt.of(128)));
        assertThat(Spec.parse("dense:e5-small-v2?prompts=none"))
                .isEqualTo(new Spec.Dense("e5-small-v2", Prompting.NONE, NONE));
        assertThat(Spec.parse("bm25?k1=1.2&b=.75&analyzer=standard&fields=title^2+text"))
                .isEqualTo(
                        new Spec.Bm25(
                                1.2,
                                .75,
                                "standard",
                                List.of(
                                        new BoostedField("title", 2),
                                        new BoostedField("text", 1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " dense:e5-small-v2?prompts=model | dense:e5-small-v2",
                "bm25?b=0.40&k1=.90&analyzer=english | bm25",
                "bm25?k1=1.20 | bm25?k1=1.2",
                "bm25?fields=title^2.50+text^1+a^.1 | bm25?fields=title^2.5+text+a^0.1",
                "rrf( bm25 * 2.0 , dense:m )?constant=60 | rrf(bm25*2,dense:m)",
                "rrf(bm25,sparse:m?min-weight=0.010*0.5)?window=100&constant=20"
                        + " | rrf(bm25,sparse:m?min-weight=0.01*0.5)?constant=20&window=100",
                "weighted(bm25*1, dense:m*1e-1)?normalize=z-score&mean=harmonic"
                        + " | weighted(bm25,dense:m*0.1)?normalize=z-score&mean=harmonic",
                "weighted(rrf(a=x.json,bm25)*.5,rerank(bm25 , r/1 , 50 ))"
                        + " | weighted(rrf(a=x.json,bm25)*0.5,rerank(bm25,r/1,50))"
            })
    void hasOneTextForOneMeaning(String text, String canonical) {
        assertThat(Spec.parse(text).text()).isEqualTo(canonical);
        assertThat(Spec.parse(canonical)).isEqualTo(Spec.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | NAME=FILE.json but the text ends",
                "foo | 1 | or NAME=FILE.json but was \"foo\"",
                "rrf(bm25,foo) | 10 | or NAME=FILE.json but was \"foo\"",
                "rrf(bm25,) | 10 | or NAME=FILE.json but was \")\"",
                "rrf(bm25 | 9 | a comma or ) must follow but the text ends",
                "rrf(bm25) | 4 | rrf must fuse at least 2 retrievers but has 1",
                "rrf bm25 | 4 | rrf must be followed by ( but was \" bm25\"",
                "bm25 x | 6 | nothing may follow a retriever but was \"x\"",
                "bm25*2 | 5 | nothing may follow a retriever but was \"*2\"",
                "dense | 6 | dense must be followed by : and a model but the text ends",
                "dense: | 7 | dense must name a model but the text ends",
                "dense:a?max-tokens=2 | 20 | option max-tokens must be a whole number in"
                        + " 3..2147483647 but was \"2\"",
                "dense:a?prefix=none | 9 | an option of dense must be one of prompts, query-prefix,"
                        + " max-tokens but was \"prefix\"",
                "dense:a?prompts=none&query-prefix=none | 22 | one of prompts and query-prefix must"
                        + " be given, not both",
                "dense:a?prompts=query | 17 | option prompts must be model or none or passage but"
                        + " was \"query\"",
                "dense:a?prompts | 16 | an option must be KEY=VALUE but the text ends",
                "dense:a?prompts= | 17 | option prompts must have a value but the text ends",
                "bm25?k1=1&k1=2 | 11 | options must differ but k1 occurs twice",
                "bm25?b=1.5 | 8 | option b must be a number in 0..1 but was \"1.5\"",
                "bm25?b=NaN | 8 | option b must be a number in 0..1 but was \"NaN\"",
                "bm25?fields=title+text^x | 19 | option fields must be FIELD or FIELD^BOOST, with +"
                        + " between several but was \"text^x\"",
                "weighted(bm25*0,bm25) | 15 | a weight must be a number greater than 0 but was"
                        + " \"0\"",
                "weighted(bm25*,bm25) | 15 | a weight must be a number greater than 0 but was \"\"",
                "rerank(bm25) | 12 | the cross-encoder's model must follow after a comma but was"
                        + " \")\"",
                "rerank(bm25,m) | 14 | the number of results to rerank must follow after a comma"
                        + " but was \")\"",
                "rerank(bm25,m,x) | 15 | the window of rerank must be a whole number in"
                        + " 1..2147483647 but was \"x\"",
                "mine=a.yaml | 6 | a path of a .json file must follow = but was \"a.yaml\"",
                "rrf(mine=,bm25) | 10 | a path of a .json file must follow = but was \",bm25)\""
            })
    void saysWhatIsWrongWhere(String text, int position, String rule) {
        SpecException e = catchThrowableOfType(SpecException.class, () -> Spec.parse(text));
        assertThat(e).as(text).isNotNull();
        assertThat(e.getMessage())
                .endsWith(rule + ", at character %d of \"%s\"".formatted(position, text));
        assertThat(e.position()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100_000})
    void limitsNesting(int depth) {
        String text = "rerank(".repeat(depth - 1) + "bm25" + ",m,1)".repeat(depth - 1);
        if (depth == 64) {
            assertThat(Spec.parse(text).text()).isEqualTo(text);
        } else {
            assertThat(catchThrowableOfType(SpecException.class, () -> Spec.parse(text)))
                    .hasMessageContaining("retrievers must be nested at most 64 deep");
        }
    }

    @Test
    void readsItsOwnText() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            Spec spec = random(random, 4);
            assertThat(Spec.parse(spec.text()))
                    .as("seed %d: %s", seed, spec.text())
                    .isEqualTo(spec);
        }
    }

    /// Texts with a character changed, left out or doubled are read or refused, nothing else.
    @Test
    void survivesMistakes() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        String characters = "abc(),*?&=:.-+^ 10";
        for (int i = 0; i < 5000; i++) {
            var text = new StringBuilder(random(random, 3).text());
            for (int change = 0; change < 2; change++) {
                int at = random.nextInt(text.length());
                char other = characters.charAt(random.nextInt(characters.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, other);
                    case 1 -> text.insert(at, other);
                    default -> text.delete(at, at + 1);
                }
            }
            String mistaken = text.toString();
            try {
                Spec spec = Spec.parse(mistaken);
                assertThat(Spec.parse(spec.text())).as("seed %d", seed).isEqualTo(spec);
            } catch (SpecException e) {
                assertThat(e.position())
                        .as("seed %d: %s", seed, mistaken)
                        .isBetween(1, mistaken.length() + 1);
            }
        }
    }

    private static Spec random(SplittableRandom random, int depth) {
        OptionalInt tokens = random.nextBoolean() ? OptionalInt.of(3 + random.nextInt(500)) : NONE;
        OptionalInt window = random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(500)) : NONE;
        String model = List.of("e5-small-v2", "a/b.c_d", "m:1.0").get(random.nextInt(3));
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> new Spec.Bm25(.01 * random.nextInt(200), .25, "standard", List.of());
            case 1 ->
                    new Spec.Dense(
                            model, List.of(Prompting.values()).get(random.nextInt(4)), tokens);
            case 2 ->
                    new Spec.Sparse(
                            model,
                            List.of(Spec.QueryTerms.values()).get(random.nextInt(2)),
                            OptionalDouble.of(random.nextDouble()),
                            tokens);
            case 3 -> new Spec.Named("n", "file.json");
            case 4 -> new Spec.Rrf(parts(random, depth), 1 + random.nextInt(100), window);
            case 5 ->
                    new Spec.Weighted(
                            parts(random, depth), Normalisation.L2, Combination.SUM, window);
            default -> new Spec.Rerank(random(random, depth - 1), model, 7, tokens);
        };
    }

    private static List<Spec.Part> parts(SplittableRandom random, int depth) {
        List<Spec.Part> parts = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parts.add(new Spec.Part(random(random, depth - 1), random.nextInt(1, 100) * .1));
        }
        return parts;
    }
}
