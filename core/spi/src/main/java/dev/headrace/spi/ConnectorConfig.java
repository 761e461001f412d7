package dev.headrace.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The checked configuration of one instance, or one section of it. Immutable and thread-safe.
 *
 * <p>Every reading method throws {@link IllegalArgumentException} for a key that is not in the {@link ConfigSpec} or has
 * another type there, which is a defect of the connector; and for an option that has no default and was not given, so ask
 * {@link #has} first.
 */
public interface ConnectorConfig {
    /** True if the option was given or has a default. */
    boolean has(String key);

    /** A {@link ConfigSpec.Type#STRING}. */
    String string(String key);

    /** An {@link ConfigSpec.Type#INTEGER}. */
    int integer(String key);

    /** A {@link ConfigSpec.Type#BOOLEAN}. */
    boolean bool(String key);

    /** A {@link ConfigSpec.Type#DURATION}. */
    Duration duration(String key);

    /** A {@link ConfigSpec.Type#SIZE}, in bytes. */
    long bytes(String key);

    /** A {@link ConfigSpec.Type#URI}. */
    URI uri(String key);

    /** A {@link ConfigSpec.Type#STRING_LIST}; empty when it was not given. */
    List<String> strings(String key);

    /** A {@link ConfigSpec.Type#STRING_MAP}, in the order of the file where it is known; empty when it was not given. */
    Map<String, String> stringMap(String key);

    /** A {@link ConfigSpec.Type#SECRET}. */
    Secret secret(String key);

    /** A {@link ConfigSpec.Type#SECTION}. One that was not given has its defaults, if none of its options is required. */
    ConnectorConfig section(String key);

    /** The {@link ConfigSpec.Type#SECTIONS} by name, sorted; empty when none was given. */
    Map<String, ConnectorConfig> sections(String key);

    /**
     * A problem with one option, for what the specification cannot say; to be thrown in a {@link ConfigException}.
     *
     * @param key an option of this configuration
     * @param message what is wrong and what to do, without the value of a secret
     */
    ConfigProblem problem(String key, String message);
}
