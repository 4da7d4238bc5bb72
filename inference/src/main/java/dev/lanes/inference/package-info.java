/// Here is text; give me vectors.
///
/// A model is described by data, a [dev.lanes.inference.ModelDescriptor]: how long a text it reads,
/// what stands before queries and passages, how the vectors of the tokens become one.
/// [dev.lanes.inference.Models] knows the models that come as Maven artifacts, and
/// [dev.lanes.inference.DenseEncoder#open(String)] opens one of them:
///
/// ```java
/// try (var encoder = DenseEncoder.open("e5-small-v2")) {
///     float[] query = encoder.encodeQuery("Where does the Nile end?");
///     float[][] passages = encoder.encodePassages(List.of("The Nile flows into …", "The Amazon …"));
/// }
/// ```
///
/// Everything runs on the CPU of this process, by ONNX Runtime; nothing is fetched from a network.
package dev.lanes.inference;
