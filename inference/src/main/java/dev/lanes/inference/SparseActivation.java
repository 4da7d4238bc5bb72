package dev.lanes.inference;

/// What makes the weight of a term from the largest logit of that term over the tokens of a text.
/// All of them keep order, so it does not matter whether they are applied before or after the
/// maximum.
public enum SparseActivation {
    /// Nothing: the network gives weights.
    NONE,
    /// log(1 + relu(x)), as in SPLADE (Formal et al., 2021) and OpenSearch's neural sparse v1, v2.
    LOG1P,
    /// log(1 + log(1 + relu(x))), as in OpenSearch's neural sparse v3.
    LOG1P_TWICE
}
