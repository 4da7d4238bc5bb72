package dev.lanes.jmh.bm25;

import dev.lanes.search.evaluation.Evaluation;
import dev.lanes.search.evaluation.Judgements;
import dev.lanes.search.evaluation.Measure;
import dev.lanes.search.evaluation.Metric;
import dev.lanes.search.evaluation.Ranking;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Documents and queries as tokens. Document i is row i of every index.
///
/// @param name of the data set
/// @param ids of the documents, as the judgements name them
/// @param documents the tokens of each; some may have none
/// @param queryIds of the queries
/// @param queries the tokens of each
/// @param judgements of these queries
public record TextCorpus(
        String name,
        List<String> ids,
        List<List<String>> documents,
        List<String> queryIds,
        List<List<String>> queries,
        Judgements judgements) {
    /// Copies the lists.
    public TextCorpus {
        ids = List.copyOf(ids);
        documents = List.copyOf(documents);
        queryIds = List.copyOf(queryIds);
        queries = List.copyOf(queries);
    }

    /// nDCG of what was found.
    ///
    /// @param answers by query the rows, best first
    /// @param k how far down
    double ndcg(List<int[]> answers, int k) {
        Map<String, Ranking> rankings = new HashMap<>();
        for (int query = 0; query < answers.size(); query++) {
            rankings.put(
                    queryIds.get(query),
                    Ranking.of(Arrays.stream(answers.get(query)).mapToObj(ids::get).toList()));
        }
        Metric ndcg = Metric.of(Measure.NDCG, k);
        return Evaluation.of(judgements, rankings, List.of(ndcg)).mean(ndcg);
    }
}
