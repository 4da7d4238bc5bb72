package dev.lanes.inference.remote;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a request looks and where in the answer its result lies.
///
/// **The body** is JSON in which these strings are placeholders:
///
/// | string | becomes |
/// |---|---|
/// | `"${texts}"` | the array of the texts |
/// | `"${text}"` | in an array of one element: the element is repeated for each text, `[{"content": "${text}"}]`; elsewhere: the text, and each text is a request of its own |
/// | `"${query}"` | the query; for rerankers |
/// | `"${content_type}"` | [#queryWord] or [#passageWord], whichever the texts are |
///
/// The body is shown in errors; keys go into headers ([RemoteEndpoint#withSecret]).
///
/// Texts come with the model's prefixes before them; where the server adds prefixes, the model's
/// descriptor has none.
///
/// **The result** is the JSON path ([RFC 9535](https://www.rfc-editor.org/rfc/rfc9535), of which
/// `.name`, `['name']`, `[0]` and one `[*]` are understood) of the result of each text, such as
/// `$.data[*].embedding`, in which `[*]` runs over the texts. Without `[*]` it is the result of a
/// single text. A result is
///
/// - dense: an array of numbers
/// - sparse: `[{"index": 7, "value": .5}, …]`, or `{"indices": [7, …], "values": [.5, …]}`, or
///   `{"7": .5, …}`, whose names are numbers of terms or, if the encoder was told what number each
///   has, the terms themselves
/// - of a reranker: a number
///
/// @param body JSON with `"${texts}"` or `"${text}"` once
/// @param result JSON path of the result of each text
/// @param index JSON path of the number of the text that an item belongs to, from 0 on, such as
///   `$.data[*].index`; empty when the items come in the order of the texts
/// @param queryWord what `"${content_type}"` is for queries
/// @param passageWord what it is for passages
public record RemoteTemplate(
        String body, String result, String index, String queryWord, String passageWord) {
    /// Checks every component.
    ///
    /// @throws IllegalArgumentException when the body is no JSON, has an unknown placeholder or
    ///   does not hold the texts once, or when a path is none or does not fit the others
    public RemoteTemplate {
        BodyTemplate parsed = BodyTemplate.parse(body);
        JsonPath path = JsonPath.parse(result);
        if (!path.perItem() && !parsed.singleText()) {
            throw new IllegalArgumentException(
                    "result must have [*] where the body takes many texts but was \"%s\""
                            .formatted(result));
        }
        if (!index.isEmpty() && !JsonPath.parse(index).sameItems(path)) {
            throw new IllegalArgumentException(
                    "index must have the same items as result, \"%s\", but was \"%s\""
                            .formatted(result, index));
        }
        requireNonNull(queryWord, "queryWord");
        requireNonNull(passageWord, "passageWord");
    }

    /// A template whose words for `"${content_type}"` are `query` and `passage`.
    public static RemoteTemplate of(String body, String result) {
        return new RemoteTemplate(body, result, "", "query", "passage");
    }

    /// The same with the path of each item's index.
    public RemoteTemplate withIndex(String path) {
        return new RemoteTemplate(body, result, path, queryWord, passageWord);
    }

    /// The same with other words for `"${content_type}"`.
    public RemoteTemplate withWords(String forQueries, String forPassages) {
        return new RemoteTemplate(body, result, index, forQueries, forPassages);
    }

    /// `/v1/embeddings` of OpenAI, and of the many servers that do as it does.
    ///
    /// @param model the server's name of the model
    public static RemoteTemplate openAiEmbeddings(String model) {
        ObjectNode body = naming(model).put("input", "${texts}").put("encoding_format", "float");
        return of(body.toString(), "$.data[*].embedding").withIndex("$.data[*].index");
    }

    /// `/v2/rerank` of Cohere, and of the servers that do as it does.
    ///
    /// @param model the server's name of the model
    public static RemoteTemplate cohereRerank(String model) {
        ObjectNode body = naming(model).put("query", "${query}").put("documents", "${texts}");
        return of(body.toString(), "$.results[*].relevance_score").withIndex("$.results[*].index");
    }

    /// `/embed` of Hugging Face's Text Embeddings Inference; longer texts are truncated.
    public static RemoteTemplate teiEmbed() {
        return of("{\"inputs\": \"${texts}\", \"truncate\": true}", "$[*]");
    }

    /// `/embed_sparse` of Text Embeddings Inference; longer texts are truncated.
    public static RemoteTemplate teiEmbedSparse() {
        return teiEmbed();
    }

    /// `/rerank` of Text Embeddings Inference, which gives scores in 0..1; longer texts are
    /// truncated.
    public static RemoteTemplate teiRerank() {
        return of(
                        "{\"query\": \"${query}\", \"texts\": \"${texts}\", \"truncate\": true}",
                        "$[*].score")
                .withIndex("$[*].index");
    }

    /// `/invocations` of a SageMaker endpoint as OpenSearch's blueprint for asymmetric embedding
    /// models has it: `texts` and a `content_type` of `query` or `passage`, answered by an array of
    /// vectors. SageMaker itself wants signed requests: [RemoteEndpoint#withSigner].
    public static RemoteTemplate sageMakerAsymmetric() {
        return of("{\"texts\": \"${texts}\", \"content_type\": \"${content_type}\"}", "$[*]");
    }

    private static ObjectNode naming(String model) {
        return JsonMapper.shared().createObjectNode().put("model", requireNonNull(model, "model"));
    }
}
