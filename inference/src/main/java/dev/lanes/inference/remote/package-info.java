/// Here is a model behind HTTP; give me an encoder.
///
/// A [dev.lanes.inference.remote.RemoteEndpoint] says where the model is and what headers it wants,
/// a [dev.lanes.inference.remote.RemoteTemplate] how a request looks and where in the answer the
/// result lies, [dev.lanes.inference.remote.RemoteSettings] how long to wait, what to try again and
/// how much to send at once. [dev.lanes.inference.remote.RemoteModels] makes the same encoders of
/// them that other models have:
///
/// ```java
/// var endpoint = RemoteEndpoint.of("https://api.openai.com/v1/embeddings")
///         .withBearer(Secret.from(() -> System.getenv("OPENAI_API_KEY")));
/// var template = RemoteTemplate.openAiEmbeddings("text-embedding-3-small");
/// try (var encoder = RemoteModels.dense(endpoint, template, model, RemoteSettings.of())) {
///     float[] query = encoder.encodeQuery("Where does the Nile end?");
/// }
/// ```
///
/// Whatever goes wrong is a [dev.lanes.inference.remote.RemoteException], which names the endpoint,
/// the rule and the value, and no secret.
package dev.lanes.inference.remote;
