package dev.lanes.jmh.kernels;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Whether threads of this process other than this one use the processor: while they do, the JIT
/// compiler is still at work, and what runs now is not what will be measured.
final class OtherThreads {
    private static final double BUSY = 0.05;

    private final OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long wall;
    private long others;

    OtherThreads() {
        mark();
    }

    /// Whether they were busy since the last call, or since this was made.
    boolean wereBusy() {
        long wallBefore = wall;
        long othersBefore = others;
        mark();
        return others - othersBefore > BUSY * (wall - wallBefore);
    }

    private void mark() {
        wall = System.nanoTime();
        others = process.getProcessCpuTime() - threads.getCurrentThreadCpuTime();
    }
}
