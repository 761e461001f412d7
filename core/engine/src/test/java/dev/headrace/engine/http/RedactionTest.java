package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(Auth.query("api key", Secret.of("a b+c/d")));

    @ParameterizedTest
    @CsvSource({
        "https://h/x?api+key=1,              https://h/x",
        "https://h/x?api+key=1&y=2,          https://h/x?y=2",
        "https://h/x?y=2&api+key=1&z=3,      https://h/x?y=2&z=3",
        "https://h/x?api+key,                https://h/x",
        "https://h/x?y=2,                    https://h/x?y=2",
        "https://h/x,                        https://h/x",
        "https://h/x?y=a+b%2Bc%2Fd,          https://h/x?y=******",
        "https://h/x?y=a%20b%2Bc%2Fd,        https://h/x?y=******",
        "https://h/a%20b%2Bc%2Fd/x,          https://h/******/x",
    })
    void theKeyIsTakenOutWhereverItIs(String uri, String shown) {
        assertThat(redaction.uri(URI.create(uri))).hasToString(shown);
    }

    @Test
    void everyFormOfASecretIsHidden() {
        assertThat(redaction.text("a b+c/d, a+b%2Bc%2Fd and a%20b%2Bc%2Fd")).isEqualTo("******, ****** and ******");
    }

    @Test
    void whatIsForgottenIsShownAgain() {
        redaction.hide("token 1");
        assertThat(redaction.text("token 1, token+1, token%201")).doesNotContain("token");
        redaction.forget("token 1");
        assertThat(redaction.text("token 1, token+1, token%201")).isEqualTo("token 1, token+1, token%201");
    }

    @Test
    void whatWasHiddenTwiceIsHiddenUntilItIsForgottenTwice() {
        redaction.hide("token 1");
        redaction.hide("token 1");
        redaction.forget("token 1");
        assertThat(redaction.text("token 1")).isEqualTo("******");
        redaction.forget("token 1");
        assertThat(redaction.text("token 1")).isEqualTo("token 1");
    }

    @Test
    void textsThatAreTooShortAreNoSecrets() {
        redaction.hide("abc");
        redaction.hide("");
        assertThat(redaction.text("abc")).isEqualTo("abc");
    }

    @Test
    void aCauseThatQuotesASecretIsNotClean() {
        assertThat(redaction.isClean(new IllegalStateException("x", new IllegalStateException("a b+c/d"))))
                .isFalse();
        assertThat(redaction.isClean(new IllegalStateException(null, new IllegalStateException("x"))))
                .isTrue();
    }
}
