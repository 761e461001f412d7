package dev.headrace.engine.scripted;

import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The connector {@code scripted}: does what the test has registered under the name that the option {@code script} says. */
public final class ScriptedProvider implements ConnectorProvider {
    private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

    /** What instances with {@code script = NAME} do from now on. */
    public static void register(String name, Script script) {
        SCRIPTS.put(name, script);
    }

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("scripted", "1", "Does what a test says");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("http://127.0.0.1:1")
                .required("script", ConfigSpec.Type.STRING, "What to do")
                .secret("token", "A credential");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return script(config).limits(config);
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return script(config).auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return script(config).open(config);
    }

    private static Script script(ConnectorConfig config) {
        return SCRIPTS.get(config.string("script"));
    }
}
