package dev.headrace.spi;

import java.util.List;

/**
 * What {@link java.util.ServiceLoader} finds: the entry of a connector into Headrace.
 *
 * <p>An implementation is public, has a public constructor without parameters, keeps no state and does no work before
 * {@link #open}. The engine calls it from several threads. An exception from any method disables this connector only; it is
 * reported with the class and the jar.
 */
public interface ConnectorProvider {
    /** Name, version, description and streams. Same answer each time. */
    ConnectorInfo info();

    /** The options that the connector understands; the engine checks a configuration against it before {@link #open}. */
    default ConfigSpec configSpec() {
        return ConfigSpec.empty();
    }

    /**
     * The limits that the upstream declares, each with its source. An operator overrides them by name. Every request of the
     * connector is under all of them, except those limits that only {@link HttpCall#under} names.
     *
     * @param config the checked configuration of one instance
     */
    default List<Limit> limits(ConnectorConfig config) {
        return List.of();
    }

    /**
     * The credentials of this instance. The engine adds them to requests whose origin is that of the instance's
     * {@code base-url}, and to no other.
     *
     * @param config the checked configuration of one instance
     */
    default Auth auth(ConnectorConfig config) {
        return Auth.none();
    }

    /**
     * Opens one instance. May run while other instances are already collecting; must not do I/O.
     *
     * @throws ConfigException for what the specification cannot express, with every problem at once
     */
    Connector open(ConnectorConfig config, ConnectorContext context);
}
