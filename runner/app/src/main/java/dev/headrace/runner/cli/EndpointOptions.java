package dev.headrace.runner.cli;

import dev.headrace.runner.endpoint.Endpoint;
import dev.headrace.runner.endpoint.Page;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where those can look who watch the process. */
final class EndpointOptions {
    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address of that port, by default ${DEFAULT-VALUE}; 0.0.0.0 lets every machine look.")
    private InetAddress address;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    EndpointOptions() {}

    /** An endpoint, or none if none is asked for. */
    record Watch(Optional<Endpoint> endpoint, String where) implements AutoCloseable {
        @Override
        public void close() {
            endpoint.ifPresent(Endpoint::close);
        }
    }

    /** Opens what was asked for: nothing without a port. */
    Watch open(@Nullable Integer port, Map<String, Page> pages) {
        if (port == null) {
            return new Watch(Optional.empty(), "");
        }
        Endpoint endpoint = Endpoint.start(address, port, pages);
        String where = "; see http://%s:%d/".formatted(shown(address), endpoint.port());
        return new Watch(Optional.of(endpoint), where);
    }

    private static String shown(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }
}
