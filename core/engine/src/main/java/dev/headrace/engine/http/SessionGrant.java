package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Signs in with user and password (RFC 6265 where the answer sets a cookie). Immutable. */
record SessionGrant(Auth.Session session) implements Grant {
    @Override
    public URI tokenUri() {
        return session.loginUri();
    }

    @Override
    public HttpCall request() {
        Auth.SignIn signIn = session.signIn();
        String type = signIn.json() ? "application/json" : "application/x-www-form-urlencoded";
        byte[] content = (signIn.json() ? json(signIn) : form(signIn)).getBytes(StandardCharsets.UTF_8);
        HttpCall login = HttpCall.post(tokenUri().toString(), content, type).repeatable();
        // A login for browsers sets the cookie as it sends them on to a page.
        return session.pass().cookie().isEmpty() ? login : login.accepting(302, 303);
    }

    private static String json(Auth.SignIn signIn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(signIn.userField(), signIn.user())
                .put(signIn.passwordField(), signIn.password().reveal())
                .toString();
    }

    private static String form(Auth.SignIn signIn) {
        return encode(signIn.userField()) + "=" + encode(signIn.user()) + "&" + encode(signIn.passwordField()) + "="
                + encode(signIn.password().reveal());
    }

    @Override
    public List<String> hidden() {
        return List.of(encode(session.signIn().password().reveal()));
    }

    @Override
    public String token(HttpReply reply) {
        String cookie = session.pass().cookie();
        if (cookie.isEmpty()) {
            return reply.json().at(session.pass().tokenAt()).asString("");
        }
        return cookies(reply).stream()
                .map(String::strip)
                .filter(set -> set.startsWith(cookie + "="))
                .map(set -> set.substring(cookie.length() + 1).split(";", 2)[0].strip())
                // The last of one name replaces the others (RFC 6265, 5.3).
                .reduce("", (before, later) -> later);
    }

    /** As they came: in what others see, a session that was given before is hidden. */
    private static List<String> cookies(HttpReply reply) {
        return reply instanceof Reply known ? known.unhidden("Set-Cookie") : reply.headers("Set-Cookie");
    }

    @Override
    public String refreshToken(HttpReply reply) {
        return "";
    }

    @Override
    public String wanted() {
        Auth.Pass pass = session.pass();
        return pass.cookie().isEmpty() ? "a token at " + pass.tokenAt() : "the cookie " + pass.cookie();
    }

    @Override
    public Duration life(HttpReply reply) {
        return session.pass().life();
    }

    @Override
    public SignedBy sign(String token) {
        Auth.Pass pass = session.pass();
        return pass.cookie().isEmpty()
                ? new SignedBy(pass.header(), pass.prefix() + token, false)
                : new SignedBy("Cookie", pass.cookie() + "=" + token, false);
    }

    @Override
    public String secret() {
        Auth.SignIn signIn = session.signIn();
        return String.join(
                "\n", tokenUri().toString(), signIn.user(), signIn.password().reveal());
    }

    @Override
    public @Nullable Secret refresh() {
        return null;
    }

    @Override
    public Grant rotated(String newRefresh) {
        return this;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
