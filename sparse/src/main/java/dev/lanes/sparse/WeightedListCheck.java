package dev.lanes.sparse;

/// Compares lists with their laws: each begins where the one before ends, its rows ascend and are
/// there, and weights are above 0 and finite.
final class WeightedListCheck {
    private final WeightedLists lists;

    WeightedListCheck(WeightedLists lists) {
        this.lists = lists;
    }

    /// The first law that is broken, with what was found, or nothing.
    String problem() {
        var problem = "";
        for (int term = 0; term < lists.termLimit() && problem.isEmpty(); term++) {
            problem = listProblem(term);
        }
        return problem;
    }

    private String listProblem(int term) {
        if ((term == 0 && lists.from(term) != 0) || lists.from(term) > lists.from(term + 1)) {
            return "list of term %d must begin at 0 and end behind where it begins but had %d..%d"
                    .formatted(term, lists.from(term), lists.from(term + 1));
        }
        long last = -1;
        for (var at = lists.cursor(term); at.hasPosting(); at.advance()) {
            if (at.ordinal() <= last || at.ordinal() >= lists.size()) {
                return "rows of term %d must ascend below %d but %d came after %d"
                        .formatted(term, lists.size(), at.ordinal(), last);
            }
            float weight = lists.encoding().ofBits(at.bits());
            if (!WeightedLists.isWeight(weight)) {
                return "weights of term %d must be above 0 and finite but one was %s"
                        .formatted(term, weight);
            }
            last = at.ordinal();
        }
        return "";
    }
}
