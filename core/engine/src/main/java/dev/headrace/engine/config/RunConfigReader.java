package dev.headrace.engine.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.headrace.detector.Allowance;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.spi.Limit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a whole file. Confined to one thread. */
final class RunConfigReader {
    private static final ConfigSpec ROOT = ConfigSpec.empty()
            .optional(
                    "state",
                    ConfigSpec.Type.STRING,
                    "headrace-state.db",
                    "The file that keeps what was collected so far")
            .optional("plugins", ConfigSpec.Type.STRING, "The directory of plugins")
            .section("engine", EngineOptions.SPEC, "How much at once, and when something counts as stuck")
            .section("report", ReportOptions.SPEC, "What is kept of runs that have ended")
            .section("serve", TimingReader.SPEC, "When instances are due that do not say so themselves");

    private static final String OUTPUT = "output";
    private static final String LIMITS = "limits";
    private static final String CONNECTORS = "connectors";
    private static final String ENGINE = "engine";
    private static final String SERVE = "serve";
    /** Not read: a place for what other sections refer to. */
    private static final String DEFAULTS = "defaults";

    private static final List<String> KEYS = Stream.concat(
                    ROOT.options().stream().map(Option::key), Stream.of(OUTPUT, LIMITS, CONNECTORS, DEFAULTS))
            .toList();

    private static final ConfigObject NOTHING = ConfigFactory.empty().root();

    /**
     * What was read of one connector or sink; it may still lack what could not be read.
     *
     * @param own the options that the engine has for every one
     * @param config the options that this one has
     */
    private record Draft(String name, String type, CheckedConfig own, CheckedConfig config) {}

    private final Hocon hocon;
    private final Path directory;
    private final Problems problems;
    private final SpecReader reader;
    private final Place file;

    RunConfigReader(Hocon hocon, Path directory, Problems problems) {
        this.hocon = hocon;
        this.directory = directory;
        this.problems = problems;
        this.reader = new SpecReader(problems, hocon.references(), directory);
        this.file = Place.file(hocon.name());
    }

    /** What the option {@code plugins} says, as far as it says anything. */
    Optional<String> plugins() {
        return reader.given(hocon.root(), file, "plugins")
                .filter(Given::isScalar)
                .map(Given::text);
    }

    RunConfig read(Catalog connectors, Catalog sinks) {
        reader.refuseUnknown(hocon.root(), file, KEYS);
        CheckedConfig root = reader.options(ROOT, hocon.root(), file);
        checkSection(root, ENGINE);
        checkMayBlock(root);
        checkPlugins(root);
        Optional<Draft> output = output(sinks);
        Map<String, Limit> limits = new LimitReader(reader, problems).read(section(LIMITS), file.child(LIMITS));
        List<Draft> instances = instances(connectors);
        instances.forEach(instance -> checkUnder(instance, limits.keySet()));
        TimingReader timings = new TimingReader(problems, serve(root));
        instances.forEach(instance -> timings.check(instance.own()));
        problems.throwIfAny();
        return complete(root, output.orElseThrow(), limits, instances, timings);
    }

    /** An empty section where the file has none, or one that cannot be read. */
    private CheckedConfig serve(CheckedConfig root) {
        return root.entries().containsKey(SERVE)
                ? root.section(SERVE)
                : reader.options(TimingReader.SPEC, NOTHING, file.child(SERVE));
    }

    private RunConfig complete(
            CheckedConfig root, Draft output, Map<String, Limit> limits, List<Draft> drafts, TimingReader timings) {
        EffectiveText effective = new EffectiveText()
                .entries(root)
                .section(OUTPUT, output.own(), output.config())
                .limits(limits.values())
                .open(CONNECTORS);
        Map<String, ConnectorInstance> instances = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            effective.section(draft.name(), draft.own(), draft.config());
            instances.put(
                    draft.name(),
                    ConnectorInstance.of(
                            draft.name(), draft.type(), draft.own(), timings.read(draft.own()), draft.config()));
        }
        Redaction redaction = problems.redaction();
        Path state = directory.resolve(root.string("state"));
        return new RunConfig(
                hocon.name(),
                state,
                new Output(output.type(), directory.resolve(output.own().string("directory")), output.config()),
                EngineOptions.of(root.section(ENGINE)),
                ReportOptions.of(root.section("report"), directory, state),
                limits,
                named(limits.keySet()),
                instances,
                problems.warnings(),
                redaction.hide(effective.close().toString()),
                redaction);
    }

    private Optional<Draft> output(Catalog sinks) {
        Place place = file.child(OUTPUT);
        ConfigObject object = section(OUTPUT);
        CheckedConfig own = reader.options(Output.SPEC, object, place);
        return own.has("type")
                ? draft(OUTPUT, own.string("type"), own, new Kind("sink", "type", Output.SPEC, sinks), object)
                : Optional.empty();
    }

    private List<Draft> instances(Catalog catalog) {
        Place place = file.child(CONNECTORS);
        ConfigObject object = section(CONNECTORS);
        if (object.isEmpty()) {
            problems.error(place, "there is no connector to run; name one, for example connectors { hackernews {} }.");
        }
        Kind kind = new Kind("connector", "connector", ConnectorInstance.SPEC, catalog);
        List<Draft> drafts = new ArrayList<>();
        for (String name : Keys.inOrder(object)) {
            Given given = reader.given(Keys.value(object, name), place.child(name));
            reader.object(given)
                    .flatMap(section -> instance(name, section, given.place(), kind))
                    .ifPresent(drafts::add);
        }
        return drafts;
    }

    private Optional<Draft> instance(String name, ConfigObject section, Place place, Kind kind) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            problems.error(place, "the name of an instance is lower-case letters, digits and '-'.");
        }
        CheckedConfig own = reader.options(ConnectorInstance.SPEC, section, place);
        checkSection(own, "http");
        if (section.containsKey("connector") && !own.has("connector")) {
            return Optional.empty();
        }
        return draft(name, own.has("connector") ? own.string("connector") : name, own, kind, section);
    }

    private Optional<Draft> draft(String name, String type, CheckedConfig own, Kind kind, ConfigObject object) {
        Optional<Given> chosen = reader.given(object, own.place(), kind.key());
        return kind.usable(type, chosen, own.place(), problems).map(spec -> {
            List<String> known = Stream.concat(spec.options().stream(), kind.own().options().stream())
                    .map(Option::key)
                    .toList();
            reader.refuseUnknown(object, own.place(), known);
            return new Draft(name, type, own, reader.options(spec, object, own.place()));
        });
    }

    private void checkSection(CheckedConfig config, String key) {
        if (config.entries().containsKey(key)) {
            Positive.checkAll(config.section(key), problems);
        }
    }

    private void checkUnder(Draft instance, Collection<String> limits) {
        CheckedConfig.Entry under = instance.own().entries().get("under");
        if (under == null) {
            return;
        }
        for (String name : instance.own().strings("under")) {
            if (!limits.contains(name)) {
                problems.error(
                        under.place(),
                        "'%s' is not in the section limits.%s".formatted(name, NearMisses.question(name, limits)));
            }
        }
    }

    private Set<String> named(Set<String> limits) {
        return texts(section(CONNECTORS)).filter(limits::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> texts(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object.values().stream().flatMap(RunConfigReader::texts);
        }
        if (value instanceof ConfigList list) {
            return list.stream().flatMap(RunConfigReader::texts);
        }
        return value.valueType() == ConfigValueType.STRING ? Stream.of((String) value.unwrapped()) : Stream.empty();
    }

    private void checkMayBlock(CheckedConfig root) {
        if (!root.entries().containsKey(ENGINE)) {
            return;
        }
        CheckedConfig section = root.section(ENGINE);
        CheckedConfig.Entry mayBlock = section.entries().get("may-block");
        if (mayBlock != null) {
            section.strings("may-block").forEach(line -> checkAllowance(line, mayBlock.place()));
        }
    }

    private void checkAllowance(String line, Place place) {
        try {
            Allowance allowance = Allowance.parse(line);
            assert !allowance.reason().isBlank();
        } catch (IllegalArgumentException unreadable) {
            problems.error(place, unreadable.getMessage() + ".");
        }
    }

    private void checkPlugins(CheckedConfig root) {
        CheckedConfig.Entry plugins = root.entries().get("plugins");
        if (plugins != null && !Files.isDirectory(directory.resolve(root.string("plugins")))) {
            String shown = plugins.variable().isEmpty() ? "'" + root.string("plugins") + "'" : "this";
            problems.error(plugins.place(), shown + " is not a directory; make it, or leave the option out.");
        }
    }

    private ConfigObject section(String key) {
        return reader.given(hocon.root(), file, key).flatMap(reader::object).orElse(NOTHING);
    }
}
