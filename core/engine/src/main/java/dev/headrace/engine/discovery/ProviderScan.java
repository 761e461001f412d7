package dev.headrace.engine.discovery;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the providers of a service that one loader sees, whatever state the others are in. Confined to one thread.
 *
 * <p>{@link ServiceLoader} goes first: it also knows the providers of named modules. It recovers from each broken provider, but
 * does not always say which one it was, and gives up all of a services file with a bad line. What it did not give although a
 * services file names it is therefore tried again by name, which yields either the provider or the reason.
 */
final class ProviderScan<S> {
    /**
     * A provider.
     *
     * @param location the jar or directory of its class; empty when it is not known
     */
    record Found<S>(S provider, String className, String location) {}

    /** More than anybody has; ends the iteration over a loader that fails at every step. */
    private static final int MOST_STEPS = 10_000;

    private final Class<S> service;
    private final ClassLoader loader;
    private final GuardedCalls calls;
    private final Map<String, Found<S>> found = new LinkedHashMap<>();
    private final List<RejectedProvider> rejected = new ArrayList<>();
    private final List<FailureText> failures = new ArrayList<>();

    private ProviderScan(Class<S> service, ClassLoader loader, GuardedCalls calls) {
        this.service = service;
        this.loader = loader;
        this.calls = calls;
    }

    /** Looks through a loader. */
    static <S> ProviderScan<S> of(Class<S> service, ClassLoader loader, GuardedCalls calls) {
        ProviderScan<S> scan = new ProviderScan<>(service, loader, calls);
        ServiceFiles files = ServiceFiles.of(service, loader);
        scan.iterate();
        scan.rejected.addAll(files.malformed());
        files.locations().forEach(scan::explain);
        scan.reportUnexplained(files);
        return scan;
    }

    /** The providers, in the order in which they were found. */
    List<Found<S>> found() {
        return List.copyOf(found.values());
    }

    List<RejectedProvider> rejected() {
        return rejected;
    }

    private void iterate() {
        Iterator<S> providers = ServiceLoader.load(service, loader).iterator();
        for (int step = 0; step < MOST_STEPS; step++) {
            GuardedCalls.Result<S> next = calls.call(loader, () -> providers.hasNext() ? providers.next() : null);
            if (next.failure() != null) {
                failures.add(next.failure());
            } else if (next.value() == null) {
                return;
            } else {
                add(next.value(), "");
            }
            if (next.hangs()) {
                return;
            }
        }
    }

    private void add(S provider, String location) {
        Class<?> type = provider.getClass();
        found.putIfAbsent(type.getName(), new Found<>(provider, type.getName(), locationOf(type, location)));
    }

    private void explain(String className, String location) {
        if (!found.containsKey(className)) {
            failures.stream()
                    .filter(failure -> failure.names(className))
                    .findFirst()
                    .ifPresentOrElse(
                            failure -> rejected.add(new RejectedProvider(className, location, failure.text())),
                            () -> probe(className, location));
        }
    }

    private void probe(String className, String location) {
        GuardedCalls.Result<S> result = calls.call(loader, () -> instantiate(className));
        if (result.failure() != null) {
            rejected.add(
                    new RejectedProvider(className, location, result.failure().text()));
        } else if (result.value() != null) {
            add(result.value(), location);
        }
    }

    /** Nothing for a class of a named module: its descriptor counts and not the services file, and it has been asked. */
    private @Nullable S instantiate(String className) throws ReflectiveOperationException {
        Class<?> type = Class.forName(className, false, loader);
        if (type.getModule().isNamed()) {
            return null;
        }
        if (!service.isAssignableFrom(type)) {
            throw new ClassCastException(className + " not a subtype of " + service.getName());
        }
        return service.cast(type.getConstructor().newInstance());
    }

    /** Failures of providers that no services file names, which those of named modules are. */
    private void reportUnexplained(ServiceFiles files) {
        for (FailureText failure : failures) {
            boolean known = files.locations().keySet().stream().anyMatch(failure::names)
                    || failure.isOfServicesFile()
                    || rejected.stream().anyMatch(one -> one.reason().equals(failure.text()));
            if (!known) {
                rejected.add(new RejectedProvider("", "", failure.outermost() + ": " + failure.text()));
            }
        }
    }

    private static String locationOf(Class<?> type, String otherwise) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? otherwise
                : ServiceFiles.location(source.getLocation().toString());
    }
}
