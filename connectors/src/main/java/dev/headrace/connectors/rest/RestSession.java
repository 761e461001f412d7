package dev.headrace.connectors.rest;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The section {@code auth.session}: sign in once, and show what was given in each request. */
final class RestSession {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional("url", ConfigSpec.Type.URI, "Where user and password are posted")
            .choice("as", List.of("json", "form"), "How they are written")
            .optional("user-field", ConfigSpec.Type.STRING, "username", "The field that has the user")
            .optional("password-field", ConfigSpec.Type.STRING, "password", "The field that has the password")
            .optional("token-at", ConfigSpec.Type.STRING, "JSON Pointer to the token in the answer")
            .optional("cookie", ConfigSpec.Type.STRING, "The cookie that is the session, in place of a token")
            .optional("header", ConfigSpec.Type.STRING, "Authorization", "The header field that has the token")
            .optional("prefix", ConfigSpec.Type.STRING, "Bearer ", "What stands before the token")
            .optional("life", ConfigSpec.Type.DURATION, Duration.ofMinutes(20), "How long a session lasts");

    private RestSession() {}

    static Auth of(ConnectorConfig auth) {
        ConnectorConfig config = auth.section("session");
        List<ConfigProblem> problems = new ArrayList<>();
        Options options = new Options(config, problems);
        if (!options.has("url")) {
            options.wrong("url", "is needed for type = session");
        }
        if (options.has("token-at") == options.has("cookie")) {
            options.wrong("token-at", "one of 'token-at' and 'cookie' says what the answer gives");
        }
        String pointer = options.pointer("token-at");
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return Auth.session(
                config.uri("url"),
                new Auth.SignIn(
                        config.string("user-field"),
                        auth.string("user"),
                        config.string("password-field"),
                        auth.secret("password"),
                        config.string("as").equals("json")),
                new Auth.Pass(
                        pointer,
                        options.text("cookie"),
                        config.string("header"),
                        config.string("prefix"),
                        config.duration("life")));
    }
}
