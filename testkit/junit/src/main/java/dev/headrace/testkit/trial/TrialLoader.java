package dev.headrace.testkit.trial;

import dev.headrace.engine.Engine;
import dev.headrace.engine.sink.SinkProvider;
import dev.headrace.spi.ConnectorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;

/** Sees what the connector's loader sees, but in place of all services files for connectors one that names a single class. */
final class TrialLoader extends URLClassLoader {
    private static final String CONNECTORS = "META-INF/services/" + ConnectorProvider.class.getName();
    private static final String SINKS = "META-INF/services/" + SinkProvider.class.getName();

    private final ConnectorProvider provider;
    private final Watch watch;
    private final CrashImages images;

    private TrialLoader(URL files, ConnectorProvider provider, Watch watch, CrashImages images) {
        super("trial", new URL[] {files}, provider.getClass().getClassLoader());
        this.provider = provider;
        this.watch = watch;
        this.images = images;
    }

    /** @param named the class that the services file names */
    static TrialLoader in(Path directory, ConnectorProvider provider, Class<?> named, Watch watch, CrashImages images) {
        try {
            Path files = directory.resolve("services");
            write(files.resolve(CONNECTORS), named);
            write(files.resolve(SINKS), PhotographedSinks.class);
            return new TrialLoader(files.toUri().toURL(), provider, watch, images);
        } catch (IOException failure) {
            throw new UncheckedIOException("the services file of a trial cannot be written", failure);
        }
    }

    private static void write(Path file, Class<?> named) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, named.getName() + "\n");
    }

    /** An engine that sees this loader's services; this is the context class loader meanwhile, for the sinks that it makes. */
    Engine load(Path configuration, Map<String, String> environment) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(this);
        try {
            return Engine.load(configuration, environment, this);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    ConnectorProvider provider() {
        return provider;
    }

    Watch watch() {
        return watch;
    }

    CrashImages images() {
        return images;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(CONNECTORS) || name.equals(SINKS) ? findResources(name) : super.getResources(name);
    }
}
