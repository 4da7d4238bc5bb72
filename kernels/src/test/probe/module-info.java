/// A program that uses the kernels, as its own module.
module probe {
    requires dev.lanes.kernels;
}
