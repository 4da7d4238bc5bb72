package dev.lanes.inference;

/// How the vectors of a text's tokens become the one vector of the text.
public enum Pooling {
    /// The mean over all tokens of the text, the special ones included and padding left out.
    MEAN,
    /// The vector of the first token, which is `[CLS]` in models of the BERT family.
    CLS,
    /// The vector of the last token that is not padding, as decoder models want it.
    LAST_TOKEN,
    /// Nothing: the network pools for itself, and its output is [batch, dimension].
    NONE
}
