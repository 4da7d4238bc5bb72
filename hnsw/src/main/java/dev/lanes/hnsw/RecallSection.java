package dev.lanes.hnsw;

import static dev.lanes.hnsw.RecallLayout.DOUBLE;
import static dev.lanes.hnsw.RecallLayout.FLOAT;
import static dev.lanes.hnsw.RecallLayout.LONG;

import dev.lanes.hnsw.Calibration.Measured;
import dev.lanes.hnsw.RecallCurve.Point;
import dev.lanes.memory.CorruptFileException;
import dev.lanes.memory.SectionFile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Writes and reads what was measured of recall. All that is read is checked: the section is small.
final class RecallSection {
    static final String NAME = "recall";

    /// More than there are values of k to be measured.
    private static final int MOST_CURVES = RecallCurve.WIDEST;

    private final SectionFile file;
    private final MemorySegment bytes;
    private final int dimension;
    private long at = RecallLayout.HEAD_BYTES;

    RecallSection(SectionFile file, int dimension) throws CorruptFileException {
        this.file = file;
        this.bytes = file.section(NAME);
        this.dimension = dimension;
        requireBytes(0, RecallLayout.HEAD_BYTES);
    }

    static MemorySegment of(Measured measured) {
        long size = RecallLayout.HEAD_BYTES;
        for (var curve : measured.curves().values()) {
            size += RecallLayout.CURVE_BYTES;
            size += (long) curve.points().size() * RecallLayout.POINT_BYTES;
        }
        for (var query : measured.queries()) {
            size += (long) query.length * Float.BYTES;
        }
        var bytes = MemorySegment.ofArray(new byte[Math.toIntExact(size)]);
        bytes.set(LONG, RecallLayout.CHANGES, -measured.changes());
        bytes.set(LONG, RecallLayout.ROWS, measured.rows());
        bytes.set(LONG, RecallLayout.QUERIES, measured.queries().size());
        bytes.set(LONG, RecallLayout.CURVES, measured.curves().size());
        long at = RecallLayout.HEAD_BYTES;
        for (var curve : new TreeMap<>(measured.curves()).values()) {
            bytes.set(LONG, at + RecallLayout.K, curve.k());
            bytes.set(LONG, at + RecallLayout.POINTS, curve.points().size());
            at += RecallLayout.CURVE_BYTES;
            for (var point : curve.points()) {
                bytes.set(LONG, at + RecallLayout.EF_SEARCH, point.efSearch());
                bytes.set(DOUBLE, at + RecallLayout.RECALL, point.recall());
                at += RecallLayout.POINT_BYTES;
            }
        }
        for (var query : measured.queries()) {
            for (float value : query) {
                bytes.set(FLOAT, at, value);
                at += Float.BYTES;
            }
        }
        return bytes;
    }

    /// @throws CorruptFileException when the section is damaged
    Measured measured() throws CorruptFileException {
        long changes = number("changes", RecallLayout.CHANGES, 0, Long.MAX_VALUE);
        int rows = (int) number("rows", RecallLayout.ROWS, 0, Integer.MAX_VALUE);
        long queryCount = number("queries", RecallLayout.QUERIES, 0, bytes.byteSize());
        long curveCount = number("curves", RecallLayout.CURVES, 0, MOST_CURVES);
        var curves = new TreeMap<Integer, RecallCurve>();
        for (long i = 0; i < curveCount; i++) {
            var curve = curve();
            curves.put(curve.k(), curve);
        }
        return new Measured(-changes, rows, queries(queryCount), curves);
    }

    private RecallCurve curve() throws CorruptFileException {
        requireBytes(at, RecallLayout.CURVE_BYTES);
        int k = (int) number("k", at + RecallLayout.K, 1, RecallCurve.WIDEST);
        long count = number("points", at + RecallLayout.POINTS, 1, RecallCurve.WIDEST);
        at += RecallLayout.CURVE_BYTES;
        requireBytes(at, count * RecallLayout.POINT_BYTES);
        var points = new ArrayList<Point>();
        for (long i = 0; i < count; i++) {
            points.add(point(i == 0 ? new Point(0, 0) : points.getLast()));
        }
        return new RecallCurve(k, points);
    }

    private Point point(Point before) throws CorruptFileException {
        int ef =
                (int)
                        number(
                                "efSearch",
                                at + RecallLayout.EF_SEARCH,
                                before.efSearch() + 1,
                                RecallCurve.WIDEST);
        double recall = bytes.get(DOUBLE, at + RecallLayout.RECALL);
        if (!(recall >= before.recall() && recall < 1)) {
            throw wrong(
                    at + RecallLayout.RECALL,
                    "recall in %s..1".formatted(before.recall()),
                    String.valueOf(recall));
        }
        at += RecallLayout.POINT_BYTES;
        return new Point(ef, recall);
    }

    private List<float[]> queries(long count) throws CorruptFileException {
        long queryBytes = (long) dimension * Float.BYTES;
        requireBytes(at, count * queryBytes);
        if (bytes.byteSize() != at + count * queryBytes) {
            throw wrong(0, (at + count * queryBytes) + " bytes", bytes.byteSize() + " bytes");
        }
        var queries = new ArrayList<float[]>();
        for (long i = 0; i < count; i++) {
            var query = new float[dimension];
            for (int j = 0; j < dimension; j++) {
                query[j] = bytes.get(FLOAT, at);
                if (!Float.isFinite(query[j])) {
                    throw wrong(at, "a finite value", String.valueOf(query[j]));
                }
                at += Float.BYTES;
            }
            queries.add(query);
        }
        return queries;
    }

    private long number(String name, long where, long from, long to) throws CorruptFileException {
        long value = bytes.get(LONG, where);
        if (value < from || value > to) {
            throw wrong(where, "%s in %d..%d".formatted(name, from, to), String.valueOf(value));
        }
        return value;
    }

    private void requireBytes(long from, long count) throws CorruptFileException {
        if (count > bytes.byteSize() - from) {
            throw wrong(from, count + " bytes", (bytes.byteSize() - from) + " bytes");
        }
    }

    private CorruptFileException wrong(long where, String expected, String found) {
        return new CorruptFileException(file.path(), file.offset(NAME) + where, expected, found);
    }
}
