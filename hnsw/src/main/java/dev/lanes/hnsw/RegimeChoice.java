package dev.lanes.hnsw;

/// How rows that pass a filter are best found, by an estimate of what each way costs. The unit is
/// the comparison of one row of a scan. The figures were measured on 8-bit rows of 384 and of 784
/// values, where a walk of some width and a walk of some kind took as long as a scan.
///
/// @param regime the cheapest
/// @param ef results that the beam of a walk has to hold
/// @param capacity candidates that it has to hold
/// @param reason why
record RegimeChoice(Regime regime, int ef, int capacity, String reason) {
    /// A distance of a walk: its row was not announced long before, and it goes through the beam.
    private static final double WALK_DISTANCE = 2.2;

    /// Expanding a node over two hops: some thousand links are looked at.
    private static final double TWO_HOPS = 150;

    /// From here on two hops lead to too few rows to keep these connected.
    private static final double LEAST_TWO_HOP_SHARE = .03;

    /// Where fewer rows pass around the query than this part of those that pass everywhere, the
    /// filter keeps off the query: two hops are not enough, and how far others have to go is a
    /// guess.
    private static final double AVERSE = 1 / 3.;

    private static final double GUESS = 8;

    /// How fast the candidates beyond those that are wanted can become fewer with the share: of
    /// more rows around the query, a narrower margin finds as large a part.
    private static final double BEYOND = .75;

    /// The width for which new neighbours of a node are half of its links. They are fewer in a
    /// wider beam.
    private static final double USUAL_WIDTH = 40;

    private static final int ROOM = 64;

    /// What is known of a filtered search.
    ///
    /// @param rows how many rows there are
    /// @param passing how many of them pass
    /// @param localShare the share that passes among some rows around the query
    /// @param m of the graph
    record Case(int rows, int passing, double localShare, int m) {
        double share() {
            return (double) passing / rows;
        }

        boolean isAverse() {
            return localShare < AVERSE * share();
        }

        /// Not by a formatter, which takes as long as a short search.
        private String costs(double walk, double hops) {
            return ("of " + rows + " rows " + passing + " pass, of those near the query ")
                    + (Math.round(1000 * localShare) / 10. + " %; in distances of a scan, a scan")
                    + (" takes " + passing + ", a filtered walk " + Math.round(walk))
                    + (hops == Double.POSITIVE_INFINITY
                            ? ", two hops lead nowhere"
                            : ", one over two hops " + Math.round(hops));
        }
    }

    /// Distances after which a walk has cost as much as a scan of so many rows.
    static int patience(int passing) {
        return (int) (passing / WALK_DISTANCE);
    }

    static RegimeChoice scan(String reason) {
        return new RegimeChoice(Regime.EXACT, 0, 0, reason);
    }

    /// Chooses.
    ///
    /// @param least how many rows are wanted
    /// @param ef results that the beam would hold without a filter
    static RegimeChoice of(Case filtered, int least, int ef) {
        double share = filtered.localShare;
        // The fewer pass, the farther the walk goes for each of them, and the fewer more than those
        // wanted it has to hold; a margin that is thin without a filter stays as it is.
        int margin = ef - least;
        int results =
                least
                        + Math.max(
                                Math.min(margin, Math.ceilDiv(least, 2)),
                                (int) Math.ceil(margin * Math.pow(share, BEYOND)));
        double width = results / share;
        double walk = walkCost(width, filtered.m) * (filtered.isAverse() ? GUESS : 1);
        double hops = twoHopCost(filtered, ef);
        String costs = filtered.costs(walk, hops);
        if (filtered.passing <= Math.min(walk, hops)) {
            return scan(costs);
        }
        int size = filtered.rows;
        if (hops < walk) {
            return new RegimeChoice(Regime.TWO_HOP, ef, Math.min(size, 2 * ef + ROOM), costs);
        }
        int capacity = (int) Math.min(size, 3 * width + ROOM);
        return new RegimeChoice(Regime.FILTERED, Math.min(results, capacity), capacity, costs);
    }

    /// Whether a walk with so wide a beam costs more than a scan.
    static boolean isScanCheaper(int rows, int width, HnswSettings settings) {
        return rows < walkCost(width, settings.m());
    }

    private static double walkCost(double width, int m) {
        return WALK_DISTANCE * m * width * Math.pow(width / USUAL_WIDTH, -.25);
    }

    private static double twoHopCost(Case filtered, int ef) {
        if (filtered.share() < LEAST_TWO_HOP_SHARE || filtered.isAverse()) {
            return Double.POSITIVE_INFINITY;
        }
        return TWO_HOPS * ef;
    }
}
