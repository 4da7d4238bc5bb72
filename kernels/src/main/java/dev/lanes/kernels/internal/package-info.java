/// The kernels themselves and the choice among them. Not exported.
package dev.lanes.kernels.internal;
