package dev.lanes.search.cli;

import dev.lanes.search.evaluation.Spec;
import java.util.stream.Stream;

/// Goes through SPECs.
final class SpecTrees {
    private SpecTrees() {}

    /// A SPEC and all that it is made of, outer ones first.
    static Stream<Spec> all(Spec spec) {
        Stream<Spec> parts =
                switch (spec) {
                    case Spec.Rrf rrf -> rrf.parts().stream().map(Spec.Part::spec);
                    case Spec.Weighted weighted -> weighted.parts().stream().map(Spec.Part::spec);
                    case Spec.Rerank rerank -> Stream.of(rerank.first());
                    case Spec.Named _, Spec.Dense _, Spec.Sparse _, Spec.Bm25 _ -> Stream.empty();
                };
        return Stream.concat(Stream.of(spec), parts.flatMap(SpecTrees::all));
    }

    /// Those of one kind.
    static <S extends Spec> Stream<S> all(Spec spec, Class<S> kind) {
        return all(spec).filter(kind::isInstance).map(kind::cast);
    }

    /// What reports call it.
    static String label(Spec spec) {
        return spec instanceof Spec.Named named ? named.name() : spec.text();
    }
}
