package dev.headrace.spi;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Who a connector is, as shown by {@code headrace connectors} and {@code headrace describe}. Immutable. */
public final class ConnectorInfo {
    /** What a connector can say about itself beside its streams, each in a few words. */
    public enum Trait {
        /** How it gets from page to page, and by what it knows the end. */
        PAGES,
        /** What a later run asks for. */
        INCREMENTAL,
        /** How requests are authenticated. */
        AUTHENTICATION,
        /** What it was proven against. */
        PROOF
    }

    private final String name;
    private final String version;
    private final String description;
    private final Map<String, StreamSchema> streams;
    private final Map<Trait, String> traits;

    private ConnectorInfo(
            String name,
            String version,
            String description,
            Map<String, StreamSchema> streams,
            Map<Trait, String> traits) {
        this.name = name;
        this.version = version;
        this.description = description;
        this.streams = streams;
        this.traits = traits;
    }

    /**
     * @param name unique among all connectors; lower-case letters, digits and {@code -}
     * @param version of the connector, for people
     * @param description one sentence
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static ConnectorInfo of(String name, String version, String description) {
        if (!Objects.requireNonNull(name, "name is null").matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "connector name '%s' must be lower-case letters, digits and '-'".formatted(name));
        }
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(description, "description is null");
        return new ConnectorInfo(name, version, description, Map.of(), Map.of());
    }

    /**
     * Adds a stream of records that the connector gives.
     *
     * @param stream its name, as in {@link Step#emit}
     * @param description what a record is and what its id is made of
     */
    public ConnectorInfo stream(String stream, String description) {
        return stream(stream, StreamSchema.of(description));
    }

    /**
     * Adds a stream of records that the connector gives, with its documented fields.
     *
     * @param stream its name, as in {@link Step#emit}
     * @param schema what a record is
     */
    public ConnectorInfo stream(String stream, StreamSchema schema) {
        Map<String, StreamSchema> more = new LinkedHashMap<>(streams);
        more.put(Objects.requireNonNull(stream, "stream is null"), Objects.requireNonNull(schema, "schema is null"));
        return new ConnectorInfo(name, version, this.description, Collections.unmodifiableMap(more), traits);
    }

    /**
     * Says how the connector does something; shown by {@code headrace connectors} and {@code headrace describe}.
     *
     * @param trait what it is about
     * @param how a few words, for example {@code Link header}
     */
    public ConnectorInfo trait(Trait trait, String how) {
        Map<Trait, String> more = new EnumMap<>(Trait.class);
        more.putAll(traits);
        more.put(Objects.requireNonNull(trait, "trait is null"), Objects.requireNonNull(how, "how is null"));
        return new ConnectorInfo(name, version, description, streams, Collections.unmodifiableMap(more));
    }

    /** The name under which a configuration chooses the connector. */
    public String name() {
        return name;
    }

    /** The connector's version, for people. */
    public String version() {
        return version;
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    /** The streams by name, each with its description, in the order of declaration; empty where the configuration decides. */
    public Map<String, StreamSchema> streams() {
        return streams;
    }

    /** What it says about itself, in the order of {@link Trait}; unmodifiable. */
    public Map<Trait, String> traits() {
        return traits;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
