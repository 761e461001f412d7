package dev.headrace.connectors.rest;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;

/** The section {@code auth}. */
final class RestAuth {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .choice(
                    "type",
                    List.of("none", "bearer", "basic", "header", "query", "oauth2", "session"),
                    "Where the secret goes")
            .secret("token", "For bearer: the token")
            .optional("user", ConfigSpec.Type.STRING, "For basic and session: the user")
            .secret("password", "For basic and session: the password")
            .optional(
                    "name",
                    ConfigSpec.Type.STRING,
                    "For header and query: the name of the header field or the parameter")
            .secret("key", "For header and query: the key")
            .optional("token-url", ConfigSpec.Type.URI, "For oauth2: where tokens are issued")
            .optional("client-id", ConfigSpec.Type.STRING, "For oauth2: the client")
            .secret("client-secret", "For oauth2: the client's secret")
            .secret("refresh-token", "For oauth2: a user's consent; without it the client's own credentials are used")
            .optional("scopes", ConfigSpec.Type.STRING_LIST, List.of(), "For oauth2: what to ask for")
            .section("session", RestSession.SPEC, "For session: how to sign in");

    private RestAuth() {}

    static Auth of(ConnectorConfig config) {
        return switch (config.string("type")) {
            case "bearer" -> {
                require(config, "token");
                yield Auth.bearer(config.secret("token"));
            }
            case "basic" -> {
                require(config, "user", "password");
                yield Auth.basic(config.string("user"), config.secret("password"));
            }
            case "header" -> {
                require(config, "name", "key");
                yield Auth.header(config.string("name"), config.secret("key"));
            }
            case "query" -> {
                require(config, "name", "key");
                yield Auth.query(config.string("name"), config.secret("key"));
            }
            case "oauth2" -> {
                require(config, "token-url", "client-id", "client-secret");
                yield config.has("refresh-token")
                        ? refreshed(config)
                        : Auth.clientCredentials(
                                config.uri("token-url"),
                                config.string("client-id"),
                                config.secret("client-secret"),
                                config.strings("scopes"));
            }
            case "session" -> {
                require(config, "user", "password");
                yield RestSession.of(config);
            }
            default -> Auth.none();
        };
    }

    private static Auth refreshed(ConnectorConfig config) {
        return Auth.refreshToken(
                config.uri("token-url"),
                config.string("client-id"),
                config.secret("client-secret"),
                config.secret("refresh-token"));
    }

    private static void require(ConnectorConfig config, String... keys) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String key : keys) {
            if (!config.has(key)) {
                problems.add(config.problem(key, "is needed for type = " + config.string("type")));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
