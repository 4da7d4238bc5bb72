package dev.lanes.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanes.jmh.measure.HnswResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallCurveTest {
    @Test
    void liesBetweenTheNeighbouringPoints() {
        // Halfway in recall is the geometric mean in speed.
        assertThat(curve(point(0.9, 10_000), point(1, 100)).qpsAt(0.95)).isEqualTo("1,000");
    }

    @Test
    void takesAPointThatIsThere() {
        assertThat(curve(point(0.95, 700), point(0.9, 900)).qpsAt(0.95)).isEqualTo("700");
    }

    @Test
    void saysWhenItIsFasterThanWasMeasured() {
        assertThat(curve(point(0.97, 700), point(0.99, 500)).qpsAt(0.95)).isEqualTo("≥700");
    }

    @Test
    void saysWhenTheRecallWasNotReached() {
        assertThat(curve(point(0.9, 700)).qpsAt(0.95)).isEqualTo("-");
    }

    private static RecallCurve curve(HnswResult... points) {
        return new RecallCurve(List.of(points));
    }

    private static HnswResult point(double recall, double qps) {
        return new HnswResult("x", "1", "-", 10, recall, qps, 1, 1, 1, 1);
    }
}
