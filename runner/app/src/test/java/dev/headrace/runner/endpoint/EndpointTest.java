package dev.headrace.runner.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.headrace.runner.Fetched;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server for those who watch. */
class EndpointTest {
    private static Endpoint start(Map<String, Page> pages) {
        return Endpoint.start(InetAddress.getLoopbackAddress(), 0, pages);
    }

    private static String at(Endpoint endpoint, String path) {
        return "http://127.0.0.1:" + endpoint.port() + path;
    }

    @Test
    void itTellsItsPagesAndNothingElse() {
        Map<String, Page> pages = Map.of("/well", Page.Answer::fine, "/ill", () -> Page.Answer.unwell("It hurts."));
        try (Endpoint endpoint = start(pages)) {
            assertThat(Fetched.get(at(endpoint, "/well")))
                    .isEqualTo(new Fetched(200, "text/plain; charset=utf-8", "ok\n"));
            assertThat(Fetched.get(at(endpoint, "/ill")))
                    .isEqualTo(new Fetched(503, "text/plain; charset=utf-8", "It hurts.\n"));
            assertThat(Fetched.send("HEAD", at(endpoint, "/well")))
                    .isEqualTo(new Fetched(200, "text/plain; charset=utf-8", ""));
            assertThat(Fetched.get(at(endpoint, "/elsewhere")))
                    .isEqualTo(new Fetched(404, "text/plain; charset=utf-8", "Here are: /ill, /well\n"));
            assertThat(Fetched.send("DELETE", at(endpoint, "/well")).status()).isEqualTo(405);
        }
    }

    @Test
    void aPageThatBreaksTellsNothingOfItself() {
        Page broken = () -> {
            throw new IllegalStateException("a secret");
        };
        try (Endpoint endpoint = start(Map.of("/broken", broken))) {
            Fetched answer = Fetched.get(at(endpoint, "/broken"));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("This could not be told; the log says why.\n");
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() {
        try (Endpoint first = start(Map.of())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Endpoint.start(InetAddress.getLoopbackAddress(), first.port(), Map.of()))
                    .withMessageStartingWith("Nothing can listen at 127.0.0.1, port " + first.port() + ": ")
                    .withMessageEndingWith("Choose another port or address.");
        }
    }
}
