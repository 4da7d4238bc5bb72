package dev.lanes.hnsw;

/// How hard a search tries: [EfSearch] candidates, or as many as a [Recall] takes.
public sealed interface Effort permits EfSearch, Recall {}
