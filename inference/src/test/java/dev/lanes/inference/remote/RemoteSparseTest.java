package dev.lanes.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanes.inference.SparseEncoder;
import dev.lanes.vector.SparseVector;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The shapes in which servers send sparse rows.
class RemoteSparseTest {
    private static final Map<String, Integer> VOCABULARY = Map.of("nile", 3, "river", 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[{\"index\": 3, \"value\": 0.5}, {\"index\": 1, \"value\": 2}]]",
                "[{\"indices\": [3, 1], \"values\": [0.5, 2]}]",
                "[{\"nile\": 0.5, \"river\": 2}]"
            })
    void allGiveTheSameRow(String answer) throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder = encoder(server)) {
            assertThat(encoder.encodeQuery("text"))
                    .isEqualTo(SparseVector.of(new int[] {1, 3}, new float[] {2, .5f}));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[7] | item 0 of $[*] must be a sparse row but was 7",
                "[null] | item 0 of $[*] must be a sparse row but was null",
                "[[7]] | terms of item 0 of $[*] must be whole numbers from 0 on but was missing",
                "[[{\"index\": -1, \"value\": 1}]] | terms of item 0 of $[*] must be whole numbers from 0 on but was -1",
                "[[{\"index\": 1.5, \"value\": 1}]] | terms of item 0 of $[*] must be whole numbers from 0 on but was 1.5",
                "[[{\"index\": 1, \"value\": \"x\"}]] | weight of term 1 of item 0 of $[*] must be a number but was \"x\"",
                "[[{\"index\": 1, \"value\": NaN}]] | weight of term 1 of item 0 of $[*] must be a finite float but was",
                "[[{\"index\": 1, \"value\": 1}, {\"index\": 1, \"value\": 2}]] | item 0 of $[*] must have each term once but was 1 twice",
                "[{\"indices\": [3, 1], \"values\": [0.5]}] | item 0 of $[*] must have a value for each of 2 indices but was 1",
                "[{\"amazon\": 1}] | terms of item 0 of $[*] must be numbers, or known to the encoder but was amazon"
            })
    void rowThatIsNone(String answer, String problem) throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder = encoder(server)) {
            assertThatThrownBy(() -> encoder.encodeQuery("text"))
                    .isInstanceOf(RemoteException.Response.class)
                    .hasMessageContaining(problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"3\": 0.5, \"1\": 2}]"})
    void namesMayBeNumbers(String answer) throws Exception {
        try (var server = new Server((request, out) -> out.send(200, answer));
                var encoder =
                        RemoteModels.sparse(
                                server.endpoint(),
                                RemoteTemplate.teiEmbedSparse(),
                                RemoteModel.sparse("splade"),
                                Played.QUICK)) {
            assertThat(encoder.encodeQuery("text"))
                    .isEqualTo(SparseVector.of(new int[] {1, 3}, new float[] {2, .5f}));
        }
    }

    private static SparseEncoder encoder(Server server) {
        return RemoteModels.sparse(
                server.endpoint(),
                RemoteTemplate.teiEmbedSparse(),
                RemoteModel.sparse("splade"),
                Played.QUICK,
                term ->
                        VOCABULARY.containsKey(term)
                                ? OptionalInt.of(VOCABULARY.get(term))
                                : OptionalInt.empty());
    }
}
