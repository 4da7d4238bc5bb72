package dev.lanes.sparse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.lanes.kernels.PostingScan;
import dev.lanes.memory.Bits;
import java.util.Arrays;
import java.util.Optional;

/// A scan of posting lists in plain Java: the oracle of the scan in C. For one thread.
final class JavaScan implements PostingScan {
    private static final int FEW_LISTS = 64;

    private final Lists lists;
    private final int[] sums;
    private final int[] bounds;
    private final int[] ordinals;
    private final int[] ordinalBounds;
    private PostingList[] added = new PostingList[FEW_LISTS];
    private Role[] roles = new Role[FEW_LISTS];

    /// By list: its next posting, and the ordinal of the one before.
    private long[] next = new long[FEW_LISTS];

    private int[] ordinal = new int[FEW_LISTS];
    private Optional<Bits> accepted = Optional.empty();
    private int count;
    private int from;
    private int rows;
    private int gathered;
    private long postings;

    JavaScan(Lists lists) {
        this.lists = lists;
        int window = Math.min(WINDOW_ROWS, (lists.blocks() + 1) * BLOCK_ROWS);
        sums = new int[window];
        bounds = new int[window / BLOCK_ROWS];
        ordinals = new int[window];
        ordinalBounds = new int[window];
    }

    @Override
    public void clear() {
        count = 0;
        postings = 0;
        accepted = Optional.empty();
    }

    @Override
    public void add(PostingList list) {
        if (count == added.length) {
            added = Arrays.copyOf(added, 2 * count);
            roles = Arrays.copyOf(roles, 2 * count);
            next = Arrays.copyOf(next, 2 * count);
            ordinal = Arrays.copyOf(ordinal, 2 * count);
        }
        added[count] = list;
        roles[count] = Role.ADDED;
        next[count] = list.from();
        ordinal[count++] = 0;
    }

    @Override
    public void role(int index, Role role) {
        roles[index] = role;
    }

    @Override
    public void accept(Bits passing) {
        accepted = Optional.of(passing);
    }

    @Override
    public void scan(int first, int size) {
        from = first;
        rows = size;
        Arrays.fill(sums, 0);
        int rest = 0;
        for (int i = 0; i < count; i++) {
            if (roles[i] == Role.ADDED) {
                run(i);
            } else if (roles[i] == Role.TOP) {
                rest += added[i].top();
            }
        }
        Arrays.fill(bounds, rest);
        for (int i = 0; i < count; i++) {
            if (roles[i] == Role.BLOCKS) {
                boundByBlocks(added[i]);
            }
        }
    }

    @Override
    public void deepen() {
        for (int i = 0; i < count; i++) {
            if (roles[i] != Role.ADDED) {
                run(i);
            }
        }
        Arrays.fill(bounds, 0);
    }

    @Override
    public int peaks(int[] peaks) {
        int blocks = (rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
        for (int block = 0; block < blocks; block++) {
            int largest = 0;
            for (int i = 0; i < BLOCK_ROWS; i++) {
                largest = Math.max(largest, sums[block * BLOCK_ROWS + i]);
            }
            peaks[block] = bounds[block] + largest;
        }
        return blocks;
    }

    private void run(int index) {
        var list = added[index];
        var words = lists.postings();
        int gaps = (1 << list.gapBits()) - 1;
        long at = next[index];
        int row = ordinal[index];
        while (at < list.to()) {
            int posting = Short.toUnsignedInt(words.getAtIndex(ForwardLayout.SHORT, at));
            int place = row + (posting & gaps) - from;
            // What lies before the window was passed over in those before.
            if (place >= rows) {
                break;
            }
            if (place >= 0) {
                sums[place] += list.factor() * (posting >>> list.gapBits());
                postings++;
            }
            row += posting & gaps;
            at++;
        }
        next[index] = at;
        ordinal[index] = row;
    }

    private void boundByBlocks(PostingList list) {
        long at = (long) list.maximaRow() * lists.blocks() + from / BLOCK_ROWS;
        int blocks = (rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
        for (int block = 0; block < blocks; block++) {
            byte code = lists.maxima().get(JAVA_BYTE, at + block);
            bounds[block] += list.factor() * Byte.toUnsignedInt(code);
        }
    }

    @Override
    public int gather(int threshold) {
        gathered = 0;
        for (int row = 0; row < rows; row++) {
            int bound = sums[row] + bounds[row / BLOCK_ROWS];
            if (bound >= threshold && isAccepted(from + row)) {
                ordinals[gathered] = from + row;
                ordinalBounds[gathered++] = bound;
            }
        }
        return gathered;
    }

    private boolean isAccepted(int row) {
        return accepted.isEmpty() || accepted.get().get(row);
    }

    @Override
    public void candidates(int[] rowsGathered, int[] limits) {
        System.arraycopy(ordinals, 0, rowsGathered, 0, gathered);
        System.arraycopy(ordinalBounds, 0, limits, 0, gathered);
    }

    @Override
    public long added() {
        return postings;
    }
}
