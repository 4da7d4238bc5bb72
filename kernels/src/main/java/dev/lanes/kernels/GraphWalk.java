package dev.lanes.kernels;

import dev.lanes.memory.Bits;

/// Best-first walks through a graph, one after the other: Algorithm 2 of the HNSW paper
/// (arXiv:1603.09320), with one sorted array, the beam, in the place of its two heaps.
///
/// One prepares the scorer with a query and then this, [descends][#descend] through the upper
/// levels, [starts][#start] on a level and calls [#run] until it is done. All walks of one graph
/// and one scorer end with the same beam. For one thread.
public interface GraphWalk {
    /// Which nodes are results.
    enum Acceptance {
        /// Those with a bit; the others only lead the way.
        MARKED,
        /// The same, and only those are scored: of the others, the neighbours are looked at.
        MARKED_ONLY
    }

    /// Takes the graph as it is now, for as many nodes as the scorer has rows, and counts from 0.
    ///
    /// @param upperLists how many lists there are above level 0
    void prepare(int upperLists);

    /// Goes greedily from a node to the closest one above a level.
    ///
    /// @param node where to start
    /// @param from the level on which to start
    /// @param to the level above which to end; unless it is below `from`, the node is scored and
    ///   that is all
    /// @throws IndexOutOfBoundsException when there is no such node
    void descend(int node, int from, int to);

    /// Makes the best candidate of the beam the node at which the next walk starts.
    void goToBest();

    /// Where the next walk starts: where the descent ended.
    ///
    /// @return an ordinal
    int node();

    /// How close the node is at which the descent ended.
    ///
    /// @return its raw value
    float raw();

    /// Every node is a result from now on.
    void acceptAll();

    /// Some nodes are results from now on.
    ///
    /// @param accepted a bit for each of them; nodes from its length on are none. The caller keeps
    ///   its memory
    /// @param acceptance what becomes of the others
    void accept(Bits accepted, Acceptance acceptance);

    /// Empties the beam and starts anew at the node at which the descent ended.
    ///
    /// @param level on which level
    /// @param ef how many results the beam keeps, at least 1
    /// @param capacity how many candidates the beam keeps, at least ef; more are of use only when
    ///   some are no results
    void start(int level, int ef, int capacity);

    /// Passes a node over, as if it had been seen, in the walk that was just started.
    ///
    /// @param node an ordinal
    /// @throws IndexOutOfBoundsException when there is no such node
    void pass(int node);

    /// Goes on.
    ///
    /// @param distances how many may be computed before it returns; the last node's neighbours are
    ///   all scored
    /// @return whether there are candidates left
    /// @throws IllegalStateException when the memory of the rows or of the graph is closed
    boolean run(int distances);

    /// How many candidates are in the beam.
    ///
    /// @return results and others
    int size();

    /// A candidate's ordinal.
    ///
    /// @param index its place in the beam, the best is 0
    /// @return the ordinal, or its complement, which is negative, when it is no result
    int ordinal(int index);

    /// A candidate's raw value.
    ///
    /// @param index its place in the beam
    /// @return larger is closer
    float raw(int index);

    /// How many rows were scored since [#prepare].
    ///
    /// @return distances
    int distances();

    /// How many nodes were expanded since [#prepare].
    ///
    /// @return nodes
    int expanded();
}
