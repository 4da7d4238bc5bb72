/// Here is a library that searches vectors; give me one way to build, ask, weigh and close it.
///
/// A [Peer] is one index of one library; [PeerKind] lists the libraries.
package dev.lanes.jmh.peer;
