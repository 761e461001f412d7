package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HttpCallTest {
    @Test
    void parametersAreEncodedAndKeepTheirOrder() {
        HttpCall call = HttpCall.get("/search?a=1#part").query("q", "x y&z").query("é", "+");

        assertThat(call.target()).isEqualTo("/search?a=1&q=x%20y%26z&%C3%A9=%2B");
    }

    @Test
    void aCallIsNotChangedByItsVariants() {
        HttpCall call = HttpCall.get("/a");

        assertThat(call.header("Accept", "text/csv")
                        .accepting(404)
                        .cost(3)
                        .under("search")
                        .conditional())
                .isNotSameAs(call);
        assertThat(call.headers()).isEmpty();
        assertThat(call.limits()).isEmpty();
        assertThat(call.cost()).isEqualTo(1);
        assertThat(call.accepts(404)).isFalse();
    }

    @Test
    void headerNamesHaveNoCase() {
        assertThat(HttpCall.get("/a")
                        .header("accept", "b")
                        .header("Accept", "c")
                        .headers())
                .hasSize(1)
                .containsEntry("ACCEPT", "c");
    }

    @Test
    void onlyTheAcceptedStatusesAreAccepted() {
        HttpCall call = HttpCall.get("/a").accepting(404);

        assertThat(call.accepts(204)).isTrue();
        assertThat(call.accepts(404)).isTrue();
        assertThat(call.accepts(304)).isFalse();
        assertThat(call.conditional().accepts(304)).isTrue();
        assertThat(call.accepts(301)).isFalse();
    }

    @Test
    void aPostIsRepeatedOnlyWhereItSaysSo() {
        HttpCall post = HttpCall.post("/a", new byte[] {1}, "x/y");

        assertThat(post.isRepeatable()).isFalse();
        assertThat(post.repeatable().isRepeatable()).isTrue();
        assertThat(HttpCall.get("/a").isRepeatable()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> post.cost(0)).withMessageContaining("0");
    }
}
