package dev.lanes.search.retrieval;

/// What a dense field is asked with: a text, which the field's model encodes, or a vector.
public sealed interface DenseQuery permits QueryText, QueryVector {}
