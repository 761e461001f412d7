package dev.headrace.testkit.contract;

import dev.headrace.spi.ConnectorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The plugin doctor: the connector can be found, and its class path has each shared library once. */
final class PluginCheck implements Check {
    private static final String SERVICES = "META-INF/services/" + ConnectorProvider.class.getName();
    /** A second copy of one of these makes a connector that cannot be cast, logged or read. */
    private static final List<String> SHARED = List.of(
            "dev/headrace/spi/Connector.class", "org/slf4j/Logger.class", "tools/jackson/databind/JsonNode.class");

    @Override
    public void of(Subject subject) {
        List<String> problems = problems(subject.good().provider().getClass());
        if (!problems.isEmpty()) {
            throw new ContractViolation(
                    "The plugin would not work: " + String.join("; ", problems) + ".",
                    "correct the class, the services file or the jar; in Maven and Gradle the SPI is a dependency that is"
                            + " provided, and never shaded into the connector's jar.");
        }
    }

    static List<String> problems(Class<?> provider) {
        List<String> problems = new ArrayList<>();
        if (!Modifier.isPublic(provider.getModifiers())) {
            problems.add("%s is not public".formatted(provider.getName()));
        }
        constructor(provider, problems);
        if (!isListed(provider)) {
            problems.add("no %s names %s".formatted(SERVICES, provider.getName()));
        }
        SHARED.forEach(shared -> copies(provider, shared, problems));
        return problems;
    }

    private static void constructor(Class<?> provider, List<String> problems) {
        boolean usable = List.of(provider.getConstructors()).stream().anyMatch(one -> one.getParameterCount() == 0);
        if (!usable) {
            problems.add("%s has no public constructor without parameters".formatted(provider.getName()));
        }
    }

    private static boolean isListed(Class<?> provider) {
        return resources(provider, SERVICES).stream()
                .flatMap(url -> text(url).lines())
                .map(line -> line.replaceFirst("#.*", "").strip())
                .anyMatch(provider.getName()::equals);
    }

    private static void copies(Class<?> provider, String shared, List<String> problems) {
        List<URL> found = resources(provider, shared);
        if (found.size() > 1) {
            problems.add("there are %d copies of %s: %s".formatted(found.size(), shared, found));
        }
        if (found.stream().anyMatch(url -> isInside(url, provider))) {
            problems.add("the connector's own jar bundles %s".formatted(shared));
        }
    }

    private static boolean isInside(URL resource, Class<?> provider) {
        CodeSource source = provider.getProtectionDomain().getCodeSource();
        return source != null
                && source.getLocation() != null
                && resource.toString()
                        .replaceFirst("^jar:", "")
                        .startsWith(source.getLocation().toString());
    }

    private static List<URL> resources(Class<?> provider, String name) {
        try {
            return Collections.list(provider.getClassLoader().getResources(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(URL url) {
        try (var content = url.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
