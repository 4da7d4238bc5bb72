/// Here is a command line; do it, print the results on standard output and everything else on
/// standard error, and give me an exit code.
package dev.lanes.search.cli;
