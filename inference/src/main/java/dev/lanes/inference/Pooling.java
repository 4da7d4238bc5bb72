package dev.lanes.inference;

/// STUB
public enum Pooling { MEAN, CLS }
