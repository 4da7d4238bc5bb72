/// From files and iterators into a collection, through a pipeline of processors.
package dev.lanes.search.ingest;
