package dev.headrace.engine.run;

/**
 * An instance that could not be opened: it is in the report, and does nothing.
 *
 * @param name of the instance
 * @param connectorName of the provider
 * @param problem why, for people
 */
public record UnopenedConnector(String name, String connectorName, String problem) {}
