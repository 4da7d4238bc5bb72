/// Programs to read and to change: each has a `main`, needs the class path of the tests and nothing
/// else, and is run by a test.
package dev.lanes.search.examples;
