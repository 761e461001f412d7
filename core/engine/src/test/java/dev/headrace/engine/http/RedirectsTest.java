package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headrace.spi.Auth;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedirectsTest {
    private static final URI FROM = URI.create("https://h/a/b?x=1");
    private static final Redaction KEYED = new Redaction(Auth.query("key", Secret.of("sesame")));
    private static final Hop GET = Hop.first(HttpCall.get("/"), FROM, null);
    private static final Hop POST = Hop.first(HttpCall.post("/", new byte[] {1}, "text/plain"), FROM, null);

    private static Hop follow(Hop from, int status, String location, boolean repeatable) {
        return Redirects.follow(from, status, location, repeatable, KEYED);
    }

    private static void refused(Hop from, int status, String location, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> follow(from, status, location, false))
                .withMessageContaining(why);
    }

    @Test
    void aReferenceIsRelativeToWhatWasAsked() {
        assertThat(follow(GET, 302, "../c?y=2#z", true).uri()).hasToString("https://h/c?y=2");
        assertThat(follow(GET, 302, "//o/c", true).uri()).hasToString("https://o/c");
    }

    @Test
    void theKeyOfTheQueryIsTakenOut() {
        assertThat(follow(GET, 302, "/c?key=sesame&y=2", true).uri()).hasToString("https://h/c?y=2");
    }

    @Test
    void headerFieldsGoOnWithinTheOriginOnlyAndDoNotComeBack() {
        assertThat(follow(GET, 302, "/c", true).home()).isTrue();
        assertThat(follow(GET, 302, "https://h:443/c", true).home()).isTrue();
        assertThat(follow(GET, 302, "https://h:8443/c", true).home()).isFalse();
        Hop away = follow(GET, 302, "https://o/c", true);
        assertThat(follow(away, 302, "https://h/c", true).home()).isFalse();
    }

    @Test
    void aSeeOtherBecomesAGetWithoutABody() {
        Hop next = follow(POST, 303, "/c", false);
        assertThat(next.method()).isEqualTo("GET");
        assertThat(next.body()).isNull();
    }

    @Test
    void methodAndBodyGoOnWhereTheRedirectSaysSoAndTheCallMayBeRepeated() {
        Hop next = follow(POST, 307, "/c", true);
        assertThat(next.method()).isEqualTo("POST");
        assertThat(next.body()).isNotNull();
        refused(POST, 307, "/c", "a POST is not sent to another address");
        refused(POST, 302, "/c", "a POST is not sent to another address");
    }

    @Test
    void aBodyStaysAtItsOrigin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> follow(POST, 307, "https://o/c", true))
                .withMessageContaining("goes to h only, and it leads to https://o/c");
        assertThat(follow(POST, 303, "https://o/c", true).body()).isNull();
    }

    @Test
    void whatIsUnsafeIsRefused() {
        refused(GET, 302, "http://h/c", "from https to http");
        refused(GET, 302, "ftp://h/c", "must begin with http:// or https://");
        refused(GET, 302, "https://u:p@h/c", "must not contain a user name");
        refused(GET, 302, "", "does not say where to");
    }

    @Test
    void aLoopEnds() {
        Hop hop = GET;
        for (int i = 0; i < 5; i++) {
            hop = follow(hop, 302, "/again", true);
        }
        refused(hop, 302, "/again", "more than 5 redirects");
    }
}
