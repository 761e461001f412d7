package dev.headrace.detector.scan;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the class files of connectors, and of the libraries that they use, for what a connector may not do. Runs none of
 * their code. Immutable; each method gives a new scan.
 *
 * <p>What it cannot see: reflection, native code, code that is chosen by a configuration at run time, short waits for a lock.
 */
public final class BlockingScan {
    private final List<Path> locations;
    private final List<Path> libraries;
    private final @Nullable Path waivers;
    private final Set<String> providers;

    private BlockingScan(List<Path> locations, List<Path> libraries, @Nullable Path waivers, Set<String> providers) {
        this.locations = locations;
        this.libraries = libraries;
        this.waivers = waivers;
        this.providers = providers;
    }

    /**
     * A scan of the connectors in some places.
     *
     * @param locations jars and directories of class files, which see each other; or a directory of jars, which is a plugin; or a
     *     directory of plugins
     */
    public static BlockingScan of(Collection<Path> locations) {
        return new BlockingScan(List.copyOf(locations), List.of(), null, Set.of());
    }

    /** A scan of one connector as it is on the class path or module path of this JVM, with everything that is there. */
    public static BlockingScan of(Class<?> provider) {
        List<Path> onPath = Stream.of("java.class.path", "jdk.module.path")
                .flatMap(property -> Stream.of(System.getProperty(property, "").split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        return of(List.of(home(provider))).libraries(onPath).only(provider.getName());
    }

    private static Path home(Class<?> provider) {
        CodeSource source = provider.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new ScanException("%s has no class file that could be scanned".formatted(provider.getName()));
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | RuntimeException e) {
            throw new ScanException(
                    "%s comes from %s, which is no file".formatted(provider.getName(), source.getLocation()), e);
        }
    }

    /** Adds jars, or directories of jars, that are followed into but not looked through for connectors. */
    public BlockingScan libraries(Collection<Path> more) {
        List<Path> all = new ArrayList<>(libraries);
        all.addAll(more);
        return new BlockingScan(locations, List.copyOf(all), waivers, providers);
    }

    /** Sets a file of waivers: lines of the form {@code com.acme.Signer.sign = REASON}. */
    public BlockingScan waivers(Path file) {
        return new BlockingScan(locations, libraries, Objects.requireNonNull(file, "file is null"), providers);
    }

    /** Looks at these providers only, whether they are declared or not. Class names with dots. */
    public BlockingScan only(String... names) {
        return new BlockingScan(locations, libraries, waivers, Set.of(names));
    }

    /**
     * Scans. Reads files; takes about as long as reading what the connectors use.
     *
     * @throws ScanException if a jar cannot be read, a waiver has no reason, or there is no connector at all
     */
    public ScanReport run() {
        Waivers given = new Waivers(waivers == null ? List.of() : WaiverFile.read(waivers));
        ForbiddenCalls forbidden = ForbiddenCalls.read();
        List<ConnectorReport> connectors = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (Target target : Target.of(locations)) {
            scan(target, forbidden, given, connectors, without);
        }
        if (connectors.isEmpty()) {
            throw new ScanException(
                    "There is no connector in %s: none has a META-INF/services/dev.headrace.spi.ConnectorProvider"
                            .formatted(locations));
        }
        return new ScanReport(connectors, without, given.unused());
    }

    private void scan(
            Target target,
            ForbiddenCalls forbidden,
            Waivers given,
            List<ConnectorReport> connectors,
            List<String> without) {
        Set<Path> all = new LinkedHashSet<>(target.locations());
        all.addAll(Target.expanded(libraries));
        try (ClassPath classes = ClassPath.open(all)) {
            int named = target.locations().size();
            for (ClassSource source : classes.sources().subList(0, named)) {
                Set<String> found = providers.isEmpty() ? Providers.of(source) : providersIn(source);
                if (found.isEmpty()) {
                    without.add(source.name());
                }
                for (String provider : found) {
                    connectors.add(scan(provider, source, classes, forbidden, given));
                }
            }
        }
    }

    private Set<String> providersIn(ClassSource source) {
        Set<String> found = new LinkedHashSet<>(providers);
        Set<String> there = Set.copyOf(source.classes());
        found.removeIf(name -> !there.contains(name.replace('.', '/')));
        return found;
    }

    private static ConnectorReport scan(
            String provider, ClassSource source, ClassPath classes, ForbiddenCalls forbidden, Waivers given) {
        if (!classes.has(provider.replace('.', '/'))) {
            String problem = "Its services file names %s, which is in none of the jars".formatted(provider);
            return new ConnectorReport(
                    provider, source.name(), List.of(), List.of(), List.of(), List.of(problem), List.of());
        }
        return new ConnectorScan(provider, classes, forbidden, given).run(source.name());
    }
}
