package dev.headrace.engine;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.config.RunConfig;
import dev.headrace.engine.discovery.Discovery;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.plan.Known;
import dev.headrace.engine.plan.Sounded;
import dev.headrace.engine.plan.Sounding;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.run.OpenConnector;
import dev.headrace.engine.run.RunSession;
import dev.headrace.engine.run.RunSetup;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.store.Outlook;
import dev.headrace.engine.store.PassNeeds;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.engine.time.EngineClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Asks upstreams for their first pages, by a run of its own with a state of its own that is thrown away; only what it sent stays
 * counted in the limits. Blocks.
 */
final class Soundings {
    /** First pages that take longer are not worth the wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final PassNeeds NOTHING = new PassNeeds(Instant.EPOCH, Duration.ZERO, false, true, List.of());

    private final RunConfig config;
    private final Discovery discovery;
    private final Optional<EngineClock> clock;

    Soundings(RunConfig config, Discovery discovery, Optional<EngineClock> clock) {
        this.config = config;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** Asks those connectors that have never finished a collection. */
    Map<String, Sounded> ask(Known known) {
        Openings openings = Openings.open(config, discovery);
        Map<String, Sounding> soundings = new LinkedHashMap<>();
        List<OpenConnector> asked = new ArrayList<>();
        for (OpenConnector open : openings.opened()) {
            Outlook outlook = known.outlooks().get(open.name());
            if (outlook == null || outlook.passes().stream().noneMatch(PassNeeds::finished)) {
                Map<String, String> cursors = outlook == null ? Map.of() : outlook.cursors();
                Sounding sounding = new Sounding(open.connector(), cursors);
                soundings.put(open.name(), sounding);
                asked.add(open.with(sounding));
            }
        }
        try (HeldTokens tokens = HeldTokens.of(config.state(), asked)) {
            Map<String, Sounded> unasked = leaveOut(asked, tokens);
            soundings.keySet().removeAll(unasked.keySet());
            if (asked.isEmpty()) {
                openings.close();
                return unasked;
            }
            Map<String, Sounded> told = ask(asked, soundings, known.kept(), tokens);
            told.putAll(unasked);
            return told;
        }
    }

    /** A token that another run has would be spent for it. */
    private static Map<String, Sounded> leaveOut(List<OpenConnector> asked, HeldTokens tokens) {
        Map<String, Sounded> unasked = new TreeMap<>();
        tokens.taken().ifPresent(why -> {
            String text = "its refresh token must not be used twice; " + why;
            asked.stream()
                    .filter(HeldTokens::concerns)
                    .forEach(one ->
                            unasked.put(one.name(), new Sounded(NOTHING, Duration.ZERO, Map.of(), Optional.of(text))));
            asked.removeIf(HeldTokens::concerns);
        });
        return unasked;
    }

    private Map<String, Sounded> ask(
            List<OpenConnector> connectors,
            Map<String, Sounding> soundings,
            Map<String, String> kept,
            HeldTokens tokens) {
        Path directory = temporary();
        try {
            StoreSettings store = StoreSettings.of(directory.resolve("state.db"));
            keep(store, kept, tokens.tokens());
            JsonLinesSink nowhere = JsonLinesSink.into(directory.resolve("out"));
            RunSetup setup = Setups.of(
                            config, nowhere, false, Optional.empty(), false, fatal -> {}, clock, RunObserver.NONE)
                    .with(store, nowhere);
            RunReport report = await(RunSession.start(setup, connectors, List.of()));
            return StateView.read(store.file(), view -> {
                tokens.keep(view.tokens());
                keepLimits(view.limits(), tokens);
                return sounded(view, soundings, report);
            });
        } finally {
            remove(directory);
        }
    }

    private static Map<String, Sounded> sounded(StateView view, Map<String, Sounding> soundings, RunReport report)
            throws SQLException {
        Map<String, Sounded> all = new TreeMap<>();
        for (Map.Entry<String, Sounding> one : soundings.entrySet()) {
            PassNeeds needs = view.outlook(one.getKey())
                    .flatMap(outlook -> outlook.passes().stream().findFirst())
                    .orElse(NOTHING);
            all.put(
                    one.getKey(),
                    new Sounded(
                            needs,
                            perRequest(report, one.getKey()),
                            one.getValue().replies(),
                            failure(report, one.getKey())));
        }
        return all;
    }

    private static Duration perRequest(RunReport report, String connector) {
        return report.connectors().stream()
                .filter(one -> one.name().equals(connector) && one.requests() > 0)
                .map(one -> one.time()
                        .getOrDefault(Phase.FIRST_BYTE, Duration.ZERO)
                        .plus(one.time().getOrDefault(Phase.BODY, Duration.ZERO))
                        .dividedBy(one.requests()))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Optional<String> failure(RunReport report, String connector) {
        return report.problem()
                .or(() -> report.failed().stream()
                        .filter(item -> item.connector().equals(connector))
                        .map(FailedItem::cause)
                        .flatMap(cause -> cause.lines().limit(1))
                        .findFirst());
    }

    /** The caller waits for the answers; the run has threads of its own. */
    private static RunReport await(RunSession session) {
        try {
            return session.report().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            session.stop();
            return session.report().toCompletableFuture().join();
        } catch (InterruptedException ending) {
            session.stop();
            Thread.currentThread().interrupt();
            return session.report().toCompletableFuture().join();
        } catch (ExecutionException never) {
            throw new IllegalStateException("a report never fails", never);
        }
    }

    /** Without effect on a state that a run is using: that run knows better what it sends. */
    private void keepLimits(Map<String, String> limits, HeldTokens tokens) {
        if (tokens.store() != null) {
            tokens.store().keepLimits(limits, () -> {});
        } else {
            keep(StoreSettings.of(config.state()), limits, Map.of());
        }
    }

    private static void keep(StoreSettings settings, Map<String, String> limits, Map<String, String> tokens) {
        if (limits.isEmpty() && tokens.isEmpty()) {
            return;
        }
        Path nowhere = settings.file().resolveSibling("out");
        try (Store store = Store.open(settings, JsonLinesSink.into(nowhere), failure -> {})) {
            store.keepLimits(limits, () -> {});
            tokens.forEach(store::keepToken);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("headrace-plan");
        } catch (IOException full) {
            throw new UncheckedIOException("first pages cannot be asked for without a temporary directory", full);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException inUse) {
            throw new UncheckedIOException("%s cannot be removed".formatted(directory), inUse);
        }
    }
}
