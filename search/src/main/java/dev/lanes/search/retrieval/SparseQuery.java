package dev.lanes.search.retrieval;

/// What a sparse field is asked with: a text, which the field's model encodes, or a sparse vector.
public sealed interface SparseQuery permits QueryText, QueryTerms {}
