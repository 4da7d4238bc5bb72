package dev.lanes.kernels;

/// STUB which kernels run. `Kernels.best().backend()` gives the one chosen.
public enum Backend { SCALAR, PANAMA, NATIVE }
