package dev.lanes.jmh.report;

import dev.lanes.jmh.UsageException;
import dev.lanes.jmh.bm25.Bm25Result;
import dev.lanes.jmh.bm25.Bm25Task;
import dev.lanes.jmh.data.Vectors;
import dev.lanes.jmh.encoders.EncoderResult;
import dev.lanes.jmh.encoders.EncoderTask;
import dev.lanes.jmh.exact.ExactFigure;
import dev.lanes.jmh.filters.FilterFigure;
import dev.lanes.jmh.filters.FilterTask;
import dev.lanes.jmh.kernels.Kernel;
import dev.lanes.jmh.kernels.KernelFigure;
import dev.lanes.jmh.kernels.KernelResults;
import dev.lanes.jmh.kernels.KernelTask;
import dev.lanes.jmh.kernels.MixedFigure;
import dev.lanes.jmh.live.LiveFigure;
import dev.lanes.jmh.live.LiveTask;
import dev.lanes.jmh.measure.HnswResult;
import dev.lanes.jmh.measure.HnswTask;
import dev.lanes.jmh.recall.RecallFigure;
import dev.lanes.jmh.recall.RecallTask;
import dev.lanes.jmh.sparse.CurveFigure;
import dev.lanes.jmh.sparse.CurveTask;
import dev.lanes.jmh.sparse.SparseResult;
import dev.lanes.jmh.sparse.SparseTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A file with an array of flat objects, one for each figure. It appears whole or not at all.
public final class JsonReport {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final OutputFile file;

    private JsonReport(OutputFile file) {
        this.file = file;
    }

    /// A report that will go to a file. That it can be written is tried at once, because the work
    /// that comes before may take an hour.
    ///
    /// @throws UsageException when the file cannot be written
    public static JsonReport to(Path file) {
        return new JsonReport(OutputFile.of("--json", file));
    }

    /// Writes the figures of a task.
    public void write(HnswTask task, List<HnswResult> results, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (HnswResult result : results) {
            ObjectNode object = array.addObject();
            object.put("layer", "hnsw");
            object.put("library", result.library());
            object.put("libraryVersion", result.libraryVersion());
            addTask(object, task);
            object.put("efSearch", result.efSearch());
            object.put("recall", result.recall());
            object.put("qps", result.qps());
            object.put("p50Us", result.p50Us());
            object.put("p99Us", result.p99Us());
            object.put("buildSeconds", result.buildSeconds());
            object.put("bytes", result.bytes());
            object.put("backend", result.backend());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of a live index.
    public void write(LiveTask task, List<LiveFigure> figures, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (LiveFigure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("layer", "hnsw");
            object.put("library", "lanes");
            object.put("operation", "live");
            addRows(object, task.base());
            object.put("k", task.k());
            object.put("efSearch", task.efSearch());
            object.put("measure", figure.measure());
            object.put("value", figure.value());
            object.put("unit", figure.unit());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of filtered search.
    public void write(FilterTask task, List<FilterFigure> figures, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (FilterFigure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("layer", "hnsw");
            object.put("library", "lanes");
            object.put("operation", "filters");
            addRows(object, task.base());
            object.put("k", task.goal().k());
            object.put("goal", task.goal().recall());
            object.put("filter", figure.filter());
            object.put("passingPercent", figure.percent());
            object.put("regime", figure.regime());
            object.put("recall", figure.ours().recall());
            object.put("micros", figure.ours().micros());
            object.put("exactMicros", figure.exactMicros());
            object.put("codesRecall", figure.codes().recall());
            object.put("codesMicros", figure.codes().micros());
            figure.postFilter()
                    .ifPresent(other -> {
                        object.put("postFilterEfSearch", other.efSearch());
                        object.put("postFilterRecall", other.result().recall());
                        object.put("postFilterMicros", other.result().micros());
                    });
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of recalls that were asked for.
    public void write(RecallTask task, List<RecallFigure> figures, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (RecallFigure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("layer", "hnsw");
            object.put("library", "lanes");
            object.put("operation", "recall");
            addRows(object, task.base());
            object.put("k", task.k());
            object.put("index", figure.state());
            object.put("goal", figure.goal());
            object.put("recall", figure.recall());
            object.put("micros", figure.micros());
            figure.efSearch().ifPresent(efSearch -> object.put("efSearch", efSearch));
            figure.efMicros().ifPresent(micros -> object.put("efMicros", micros));
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of exact search.
    public void write(List<ExactFigure> figures, Environment environment) throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (ExactFigure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("layer", "kernels");
            object.put("library", figure.library());
            object.put("backend", figure.backend());
            object.put("operation", "exact");
            object.put("encoding", figure.encoding());
            object.put("dataset", figure.dataset());
            object.put("rows", figure.rows());
            object.put("dimension", figure.dimension());
            object.put("queries", figure.queries());
            object.put("k", figure.k());
            object.put("millis", figure.millis());
            object.put("recall", figure.recall());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of sparse indexes.
    public void write(SparseTask task, List<SparseResult> results, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (SparseResult result : results) {
            ObjectNode object = array.addObject();
            object.put("layer", "sparse");
            object.put("library", result.library());
            object.put("libraryVersion", result.libraryVersion());
            object.put("algorithm", result.algorithm());
            object.put("dataset", task.base().name());
            object.put("rows", task.base().size());
            object.put("postings", task.base().postings());
            object.put("queries", task.queries().size());
            object.put("k", task.k());
            object.put("rounds", task.rounds().count());
            object.put("recall", result.recall());
            object.put("qps", result.qps());
            object.put("p50Us", result.p50Us());
            object.put("p99Us", result.p99Us());
            object.put("meanUs", result.meanUs());
            object.put("processorUs", result.processorUs());
            object.put("buildSeconds", result.buildSeconds());
            object.put("bytes", result.bytes());
            object.put("bytesPerPosting", result.bytesPerPosting());
            object.put("backend", result.backend());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes what queries of several lengths take.
    public void write(CurveTask task, List<CurveFigure> figures, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (CurveFigure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("layer", "sparse");
            object.put("library", "lanes");
            object.put("operation", "curve");
            object.put("algorithm", figure.algorithm());
            object.put("dataset", task.base().name());
            object.put("rows", task.base().size());
            object.put("queries", task.queries().size());
            object.put("k", figure.k());
            object.put("terms", figure.terms());
            object.put("rounds", task.rounds().count());
            object.put("processorUs", figure.processorUs());
            object.put("p99Us", figure.p99Us());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of BM25.
    public void write(Bm25Task task, List<Bm25Result> results, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (Bm25Result result : results) {
            ObjectNode object = array.addObject();
            object.put("layer", "sparse");
            object.put("library", result.library());
            object.put("libraryVersion", result.libraryVersion());
            object.put("algorithm", "bm25");
            object.put("dataset", task.corpus().name());
            object.put("rows", task.corpus().documents().size());
            object.put("queries", task.corpus().queries().size());
            object.put("k1", task.settings().k1());
            object.put("b", task.settings().b());
            object.put("k", task.k());
            object.put("rounds", task.rounds().count());
            object.put("recall", result.recall());
            object.put("scoreError", result.scoreError());
            object.put("ndcg", result.ndcg());
            object.put("qps", result.qps());
            object.put("p50Us", result.p50Us());
            object.put("p99Us", result.p99Us());
            object.put("meanUs", result.meanUs());
            object.put("processorUs", result.processorUs());
            object.put("buildSeconds", result.buildSeconds());
            object.put("bytes", result.bytes());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of encoders.
    public void write(EncoderTask task, List<EncoderResult> results, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (EncoderResult result : results) {
            ObjectNode object = array.addObject();
            object.put("layer", "inference");
            object.put("library", result.library());
            object.put("libraryVersion", result.libraryVersion());
            object.put("setting", result.setting());
            object.put("model", task.model().name());
            object.put("as", task.as());
            object.put("texts", task.texts().size());
            object.put("threads", task.limits().threads());
            object.put("maxTokens", task.limits().maxTokens());
            object.put("callers", task.limits().callers());
            object.put("rounds", task.rounds().count());
            object.put("passagesPerSecond", result.passagesPerSecond());
            object.put("tokensPerSecond", result.tokensPerSecond());
            object.put("p50Us", result.p50Us());
            object.put("p99Us", result.p99Us());
            object.put("busyP50Us", result.busyP50Us());
            object.put("busyP99Us", result.busyP99Us());
            object.put("residentBytes", result.residentBytes());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes the figures of kernels.
    public void write(KernelTask task, KernelResults results, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (KernelFigure figure : results.figures()) {
            ObjectNode object = array.addObject();
            object.put("layer", "kernels");
            object.put("library", figure.library());
            object.put("libraryVersion", figure.libraryVersion());
            object.put("backend", figure.backend());
            object.put("provider", figure.provider());
            addKernel(object, figure.kernel());
            object.put("nsPerOp", figure.nsPerOp());
            object.put("limitNsPerOp", figure.limitNsPerOp());
            if (figure.checksNsPerOp() > 0) {
                object.put("checksNsPerOp", figure.checksNsPerOp());
            }
            object.put("rowBytes", figure.rowBytes());
            object.put("rows", figure.rows());
            object.put("rounds", task.rounds());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    /// Writes what kernels cost each other.
    public void write(KernelTask task, List<MixedFigure> figures, Environment environment)
            throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        for (MixedFigure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("layer", "kernels");
            object.put("library", figure.library());
            object.put("backend", figure.backend());
            addKernel(object, figure.kernel());
            object.put("nsPerOp", figure.aloneNs());
            object.put("mixedNsPerOp", figure.mixedNs());
            object.put("worstMixedNsPerOp", figure.worstMixedNs());
            object.put("forks", figure.forks());
            object.put("rounds", task.rounds());
            addEnvironment(object, environment);
        }
        writeWhole(array);
    }

    private static void addKernel(ObjectNode object, Kernel kernel) {
        object.put("operation", kernel.operation().label());
        object.put("encoding", kernel.encoding());
        object.put("dimension", kernel.dimension());
        object.put("access", kernel.access().label());
    }

    private static void addTask(ObjectNode object, HnswTask task) {
        addRows(object, task.base());
        object.put("queries", task.queries().size());
        object.put("similarity", task.settings().similarity().name());
        object.put("k", task.k());
        object.put("m", task.settings().m());
        object.put("efConstruction", task.settings().efConstruction());
        object.put("rounds", task.rounds().count());
    }

    private static void addRows(ObjectNode object, Vectors base) {
        object.put("dataset", base.name());
        object.put("rows", base.size());
        object.put("dimension", base.dimension());
    }

    private static void addEnvironment(ObjectNode object, Environment environment) {
        object.put("machine", environment.machine());
        object.put("jdk", environment.jdk());
        object.put("commit", environment.commit());
        object.put("date", environment.date());
    }

    private void writeWhole(ArrayNode array) throws IOException {
        byte[] bytes = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(array);
        file.write(out -> out.write(bytes));
    }
}
