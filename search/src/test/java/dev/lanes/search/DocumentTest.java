package dev.lanes.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentTest {
    @Test
    void givesTheTextsOfItsTopLevel() {
        Document document =
                Document.parse("{\"a\":\"x\\ty\",\"b\":1,\"c\":{\"a\":\"no\"},\"d\":null}");
        assertThat(document.text("a")).contains("x\ty");
        assertThat(document.text("b")).isEmpty();
        assertThat(document.text("c")).isEmpty();
        assertThat(document.text("d")).isEmpty();
        assertThat(document.text("e")).isEmpty();
    }

    @Test
    void isOneLine() {
        assertThat(Document.parse("\n{\"a\":\r\n1}\n").json()).isEqualTo("{\"a\":  1}");
    }

    @Test
    void hasNoLineEndsInsideStrings() {
        for (String json : List.of("{\"a\":\"x\ny\"}", "{\"a\rb\":1}")) {
            assertThatExceptionOfType(InvalidDocumentException.class)
                    .isThrownBy(() -> Document.parse(json))
                    .withMessageContaining("broken JSON");
        }
    }

    @Test
    void isMadeFromJava() {
        assertThat(Document.of("7", "a \"text\"").json())
                .isEqualTo("{\"id\":\"7\",\"text\":\"a \\\"text\\\"\"}");
        assertThat(Document.of(Map.of("n", List.of(1, 2.5, true))).json())
                .isEqualTo("{\"n\":[1,2.5,true]}");
    }

    @Test
    void equalsByItsText() {
        assertThat(Document.parse("{\"a\":1}"))
                .isEqualTo(Document.parse("{\"a\":1}"))
                .hasSameHashCodeAs(Document.parse("{\"a\":1}"))
                .isNotEqualTo(Document.parse("{\"a\":1.0}"))
                .hasToString("{\"a\":1}");
    }

    @Test
    void mustBeAnObject() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> Document.parse(""))
                .withMessage("the document: a document must be a JSON object but was nothing");
    }
}
