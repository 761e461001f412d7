package dev.headrace.connectors;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConnectorConfig;
import java.util.List;

/** The options {@code user} and {@code password} of upstreams that can also be read by everybody. */
public final class Account {
    private Account() {}

    /** What the two say; nothing without both of them. */
    public static Auth auth(ConnectorConfig config) {
        return config.has("user") && config.has("password")
                ? Auth.basic(config.string("user"), config.secret("password"))
                : Auth.none();
    }

    /** Of one without the other, which would read as everybody. */
    public static List<ConfigProblem> problems(ConnectorConfig config) {
        return config.has("user") == config.has("password")
                ? List.of()
                : List.of(config.problem("user", "'user' and 'password' go together; give both or neither"));
    }
}
