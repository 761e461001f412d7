package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
    @ParameterizedTest
    @CsvSource({
        "https://h/api/v4,     /items,             https://h/api/v4/items",
        "https://h/api/v4/,    /items,             https://h/api/v4/items",
        "https://h/api/v4,     items,              https://h/api/v4/items",
        "https://h/api/v4,     ?page=2,            https://h/api/v4?page=2",
        "https://h/api/v4,     '',                 https://h/api/v4",
        "https://h,            /items?a=b#c,       https://h/items?a=b",
        "https://h,            https://o/x,        https://o/x",
        "https://h,            HTTPS://o/x,        HTTPS://o/x",
        "https://h:8443/,      /x,                 https://h:8443/x",
        "https://h?x=1#y,      /x,                 https://h/x",
        "https://h,            '/a b/{c}?d=\"é\"', https://h/a%20b/%7Bc%7D?d=%22%C3%A9%22",
        "https://h,            /a%2Fb,             https://h/a%2Fb",
        "https://h/api,        //o/x,              https://h/api//o/x",
        "https://h/api,        /x?u=http://o/,     https://h/api/x?u=http://o/",
        "http://[::1]:8080,    /x,                 http://[::1]:8080/x",
    })
    void aTargetIsPutBehindTheBase(String base, String target, String expected) {
        assertThat(new Targets(URI.create(base)).resolve(target)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a/b?x=1,  c,          https://h/a/c",
        "https://h/a/b?x=1,  ?y=2,       https://h/a/b?y=2",
        "https://h/a/b?x=1,  '',         https://h/a/b?x=1",
        "https://h/a/b?x=1,  '#part',    https://h/a/b?x=1",
        "https://h/a/b?x=1,  /c,         https://h/c",
        "https://h/a/b?x=1,  ../c,       https://h/c",
        "https://h/a/b?x=1,  //o/c,      https://o/c",
        "https://h/a/b?x=1,  http://o/c, http://o/c",
        "https://h,          c,          https://h/c",
        "https://h,          ?y=2,       https://h?y=2",
    })
    void aReferenceIsRelativeToTheAnswer(String against, String reference, String expected) {
        assertThat(Targets.resolve(URI.create(against), reference)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://h/x,          'begin with http:// or https://'",
        "https://u:p@h/x,    'must not contain a user name or password'",
        "https:///x,         'no valid host name'",
        "https://a_b/x,      'no valid host name'",
        "/a%zz,              'not a valid address'",
    })
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String target, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Targets(URI.create("https://h")).resolve(target))
                .withMessageContaining(message)
                .withMessageNotContaining("u:p");
    }

    @ParameterizedTest
    @CsvSource({
        "http://[::1]:8080/x, '[::1]:8080'",
        "https://H:443/x,     h",
        "http://h:443/x,      h:443",
    })
    void theHostFieldNamesThePortWhereItMust(String uri, String expected) {
        Origin origin = Origin.of(URI.create(uri));
        assertThat(origin.authority()).isEqualTo(expected);
        assertThat(Request.of("GET", origin, "/x").message().getAuthority()).hasToString(expected);
    }

    @Test
    void aRelativeTargetNeedsABase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Targets(null).resolve("/x"))
                .withMessageContaining("no base-url");
    }

    @Test
    void theBaseItselfIsCheckedWhenItIsConfigured() {
        assertThatIllegalArgumentException().isThrownBy(() -> UpstreamSettings.of("a", "a", URI.create("ftp://h")));
    }
}
