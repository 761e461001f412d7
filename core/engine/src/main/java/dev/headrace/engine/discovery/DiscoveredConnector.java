package dev.headrace.engine.discovery;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import java.util.function.Function;

/**
 * A connector that can be opened. Immutable and thread-safe.
 *
 * @param info as the provider gave it once
 * @param configSpec as the provider gave it once
 * @param className of the provider
 * @param location the jar or directory it came from; empty when it is not known
 * @param loader of the provider, which is the context class loader of every call into it
 */
public record DiscoveredConnector(
        ConnectorProvider provider,
        ConnectorInfo info,
        ConfigSpec configSpec,
        String className,
        String location,
        ClassLoader loader) {

    /** Calls the provider with its own class loader as the thread's context class loader, and restores what was there. */
    public <T> T call(Function<? super ConnectorProvider, ? extends T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.apply(provider);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
