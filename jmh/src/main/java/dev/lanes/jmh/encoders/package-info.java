/// Times encoders of text beside others that run the same files. ONNX Runtime and DJL are used here
/// as what they are to others: libraries to measure beside ours.
package dev.lanes.jmh.encoders;
