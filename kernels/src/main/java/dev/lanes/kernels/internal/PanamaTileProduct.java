package dev.lanes.kernels.internal;

import static dev.lanes.kernels.internal.PanamaLanes.LENGTH;
import static dev.lanes.kernels.internal.PanamaLanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Each lane belongs to one query, and a value of a row is spread over all lanes, so nothing is
/// added across lanes. Four rows times three vectors of queries: twelve sums, which with the other
/// operands just fit into 16 registers.
final class PanamaTileProduct implements TileProduct {
    @Override
    public int width() {
        return LENGTH;
    }

    @Override
    public void multiply(float[] rows, int dimension, float[] packed, int at, float[] sums) {
        switch (sums.length / ROWS / LENGTH) {
            case 3 -> three(rows, dimension, packed, at, sums);
            case 2 -> two(rows, dimension, packed, at, sums);
            default -> one(rows, dimension, packed, at, sums);
        }
    }

    private static FloatVector query(float[] packed, int at) {
        return FloatVector.fromArray(SPECIES, packed, at);
    }

    private static FloatVector value(float[] rows, int at) {
        return FloatVector.broadcast(SPECIES, rows[at]);
    }

    private static void three(float[] rows, int dimension, float[] packed, int at, float[] sums) {
        var a0 = FloatVector.zero(SPECIES);
        var a1 = a0;
        var a2 = a0;
        var b0 = a0;
        var b1 = a0;
        var b2 = a0;
        var c0 = a0;
        var c1 = a0;
        var c2 = a0;
        var d0 = a0;
        var d1 = a0;
        var d2 = a0;
        for (int i = 0; i < dimension; i++, at += 3 * LENGTH) {
            var q0 = query(packed, at);
            var q1 = query(packed, at + LENGTH);
            var q2 = query(packed, at + 2 * LENGTH);
            var r = value(rows, i);
            a0 = r.fma(q0, a0);
            a1 = r.fma(q1, a1);
            a2 = r.fma(q2, a2);
            r = value(rows, i + dimension);
            b0 = r.fma(q0, b0);
            b1 = r.fma(q1, b1);
            b2 = r.fma(q2, b2);
            r = value(rows, i + 2 * dimension);
            c0 = r.fma(q0, c0);
            c1 = r.fma(q1, c1);
            c2 = r.fma(q2, c2);
            r = value(rows, i + 3 * dimension);
            d0 = r.fma(q0, d0);
            d1 = r.fma(q1, d1);
            d2 = r.fma(q2, d2);
        }
        store(sums, 0, a0, a1, a2);
        store(sums, 3 * LENGTH, b0, b1, b2);
        store(sums, 6 * LENGTH, c0, c1, c2);
        store(sums, 9 * LENGTH, d0, d1, d2);
    }

    private static void store(float[] sums, int at, FloatVector a, FloatVector b, FloatVector c) {
        a.intoArray(sums, at);
        b.intoArray(sums, at + LENGTH);
        c.intoArray(sums, at + 2 * LENGTH);
    }

    private static void two(float[] rows, int dimension, float[] packed, int at, float[] sums) {
        var a0 = FloatVector.zero(SPECIES);
        var a1 = a0;
        var b0 = a0;
        var b1 = a0;
        var c0 = a0;
        var c1 = a0;
        var d0 = a0;
        var d1 = a0;
        for (int i = 0; i < dimension; i++, at += 2 * LENGTH) {
            var q0 = query(packed, at);
            var q1 = query(packed, at + LENGTH);
            var r = value(rows, i);
            a0 = r.fma(q0, a0);
            a1 = r.fma(q1, a1);
            r = value(rows, i + dimension);
            b0 = r.fma(q0, b0);
            b1 = r.fma(q1, b1);
            r = value(rows, i + 2 * dimension);
            c0 = r.fma(q0, c0);
            c1 = r.fma(q1, c1);
            r = value(rows, i + 3 * dimension);
            d0 = r.fma(q0, d0);
            d1 = r.fma(q1, d1);
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, LENGTH);
        b0.intoArray(sums, 2 * LENGTH);
        b1.intoArray(sums, 3 * LENGTH);
        c0.intoArray(sums, 4 * LENGTH);
        c1.intoArray(sums, 5 * LENGTH);
        d0.intoArray(sums, 6 * LENGTH);
        d1.intoArray(sums, 7 * LENGTH);
    }

    private static void one(float[] rows, int dimension, float[] packed, int at, float[] sums) {
        var a = FloatVector.zero(SPECIES);
        var b = a;
        var c = a;
        var d = a;
        for (int i = 0; i < dimension; i++, at += LENGTH) {
            var q = query(packed, at);
            a = value(rows, i).fma(q, a);
            b = value(rows, i + dimension).fma(q, b);
            c = value(rows, i + 2 * dimension).fma(q, c);
            d = value(rows, i + 3 * dimension).fma(q, d);
        }
        a.intoArray(sums, 0);
        b.intoArray(sums, LENGTH);
        c.intoArray(sums, 2 * LENGTH);
        d.intoArray(sums, 3 * LENGTH);
    }
}
