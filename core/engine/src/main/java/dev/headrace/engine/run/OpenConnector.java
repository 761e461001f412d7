package dev.headrace.engine.run;

import dev.headrace.engine.budget.Standing;
import dev.headrace.engine.http.UpstreamSettings;
import dev.headrace.spi.Connector;
import dev.headrace.spi.Limit;
import java.util.List;

/**
 * An instance that its provider has opened.
 *
 * @param connector closed by the run
 * @param concurrency the most items under way at once
 * @param onBlock what becomes of it when its code blocks
 * @param standing against the other instances under the same limits
 * @param upstream where its requests go
 * @param limits that the provider declares for it
 * @param home the package of the provider's class: frames of it and of packages below are the connector's own code
 * @param loader the context class loader of the connector's code
 */
public record OpenConnector(
        Connector connector,
        int concurrency,
        OnBlock onBlock,
        Standing standing,
        UpstreamSettings upstream,
        List<Limit> limits,
        String home,
        ClassLoader loader) {

    /** The same with another connector in its place. */
    public OpenConnector with(Connector other) {
        return new OpenConnector(other, concurrency, onBlock, standing, upstream, limits, home, loader);
    }

    /** The name of the instance. */
    public String name() {
        return upstream.instance();
    }

    boolean isOwnCode(StackTraceElement frame) {
        return isOwnClass(frame.getClassName());
    }

    boolean isOwnClass(String type) {
        return type.startsWith(home) && type.length() > home.length() && type.charAt(home.length()) == '.';
    }
}
