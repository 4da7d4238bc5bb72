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
/// Networks run in this process, by ONNX Runtime: on its processors, or where it is asked to on a
/// GPU ([dev.lanes.inference.Device]). Models that somebody else runs are in
/// [dev.lanes.inference.remote].
package dev.lanes.inference;
