package dev.headrace.engine.run;

import dev.headrace.detector.Detection;
import dev.headrace.detector.Finding;
import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.Failures;
import dev.headrace.engine.report.ConnectorProgress.Items;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.Spans;
import dev.headrace.engine.report.WhatIf;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.strand.BlockingVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the state of a run into plain values. Reads what any thread may read, and the store. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    /** What only the run itself knows. */
    record Context(
            Instant started,
            long startedNanos,
            Optional<Instant> continued,
            Duration duration,
            boolean stopped,
            Causality.Conclusion conclusion) {}

    /** What the store knows. */
    private record Stored(Map<String, StateView.ConnectorState> states, List<FailedItem> failed) {}

    private final RunParts parts;
    private final List<Instance> instances;
    private final List<UnopenedConnector> unopened;
    private final Optional<Detection> detection;
    private final UnaryOperator<String> redact;

    Reports(RunParts parts, List<Instance> instances, List<UnopenedConnector> unopened, RunSetup setup) {
        this.parts = parts;
        this.detection = setup.detection();
        this.redact = setup.redact();
        this.unopened = unopened;
        this.instances =
                instances.stream().sorted(Comparator.comparing(Instance::name)).toList();
    }

    /** Waits for the store; not for its thread, nor for a carrier. */
    RunReport report(Context context) {
        Stored stored = parts.store()
                .flush()
                .thenCompose(durable -> parts.store().view(this::read))
                .toCompletableFuture()
                .join();
        List<ConnectorReport> connectors = Stream.concat(
                        instances.stream().map(instance -> connector(instance, context, stored)),
                        unopened.stream().map(Reports::connector))
                .sorted(Comparator.comparing(ConnectorReport::name))
                .toList();
        Optional<Diagnosis> diagnosis = detection.map(this::diagnosis);
        List<Finding> blocking = blocking(diagnosis);
        List<PathStep> path = context.conclusion().path();
        Told told = told(context, connectors, blocking);
        return new RunReport(
                context.started(),
                context.continued(),
                context.duration(),
                connectors,
                stored.failed(),
                blocking,
                diagnosis.map(Diagnosis::report),
                instances.stream()
                        .flatMap(instance -> instance.dropped().all().stream())
                        .toList(),
                unbalanced(connectors),
                context.stopped(),
                told.sentence(),
                path,
                told.whatIfs());
    }

    /** What bounded the run, in words. */
    private record Told(String sentence, List<WhatIf> whatIfs) {}

    /** A run is as good without its sentence: what goes wrong in making it costs nothing else. */
    private Told told(Context context, List<ConnectorReport> connectors, List<Finding> blocking) {
        try {
            Wording wording = new Wording(connectors, blocking, parts.budgets().snapshot());
            List<WhatIf> whatIfs = WhatIfs.of(context.conclusion().otherwise(), wording);
            List<PathStep> path = context.conclusion().path();
            return new Told(Sentence.of(context.duration(), connectors, path, whatIfs, wording), whatIfs);
        } catch (RuntimeException defect) {
            LOG.error(
                    "what bounded this run cannot be put in words. This is a defect of Headrace, please report it",
                    defect);
            return new Told(Spans.text(context.duration()) + ".", List.of());
        }
    }

    /** Of a run that broke as a whole: nothing can be asked any more. */
    static RunReport broken(Instant started, Duration duration, boolean stopped, String why) {
        return new RunReport(
                started,
                Optional.empty(),
                duration,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(why),
                stopped,
                "The run broke after %s: %s".formatted(Spans.text(duration), why),
                List.of(),
                List.of());
    }

    /** Every planned item must be among the ended ones: a run in which one is not has lost work, and says so. */
    private static Optional<String> unbalanced(List<ConnectorReport> connectors) {
        return connectors.stream()
                .filter(connector -> !connector.outcomes().balanced())
                .findFirst()
                .map(connector ->
                        "the accounts of '%s' do not balance: %s. This is a defect of Headrace; please report it"
                                .formatted(connector.name(), connector.outcomes()));
    }

    private Stored read(StateView view) throws java.sql.SQLException {
        Map<String, StateView.ConnectorState> states = view.connectors().stream()
                .collect(Collectors.toMap(StateView.ConnectorState::name, Function.identity()));
        // One of several runs tells of its own.
        List<String> own = Stream.concat(
                        instances.stream().map(Instance::name),
                        unopened.stream().map(UnopenedConnector::name))
                .toList();
        return new Stored(
                states,
                view.failed(own, RunReport.FAILED_LISTED).stream()
                        .map(this::hidden)
                        .toList());
    }

    /** What an instance that is not open might hide in its items is unknown; the configuration's secrets are not. */
    private FailedItem hidden(FailedItem failed) {
        String item = instances.stream()
                .filter(instance -> instance.name().equals(failed.connector()))
                .findFirst()
                .map(instance -> instance.dropped().hide(failed.item()))
                .orElseGet(() -> redact.apply(failed.item()));
        return new FailedItem(failed.connector(), item, failed.outcome(), failed.attempts(), failed.cause());
    }

    private static ConnectorReport connector(Instance instance, Context context, Stored stored) {
        StateView.ConnectorState state = stored.states().get(instance.name());
        Duration duration = instance.endedNanos() == 0
                ? context.duration()
                : Duration.ofNanos(instance.endedNanos() - context.startedNanos());
        OutcomeCounts outcomes =
                state == null ? OutcomeCounts.none() : state.outcomes().cancelled(instance.cancelled());
        boolean done = instance.problem().isEmpty()
                && outcomes.of(ItemOutcome.NOT_STARTED) + outcomes.of(ItemOutcome.CANCELLED) == 0;
        return new ConnectorReport(
                instance.name(),
                instance.connectorName(),
                outcomes,
                instance.records(),
                instance.upstream().sent(),
                instance.upstream().throttled(),
                duration,
                instance.account().phases(),
                instance.account().waits(),
                instance.problem(),
                instance.streams().reports(done));
    }

    private static ConnectorReport connector(UnopenedConnector unopened) {
        return new ConnectorReport(
                unopened.name(),
                unopened.connectorName(),
                OutcomeCounts.none(),
                0,
                0,
                0,
                Duration.ZERO,
                Map.of(),
                Map.of(),
                Optional.of(unopened.problem()),
                List.of());
    }

    Progress progress(Duration elapsed, Map<String, StrandWatch.Stuck> stuck) {
        BudgetSnapshot budgets = parts.budgets().snapshot();
        List<ConnectorProgress> connectors = Stream.concat(
                        instances.stream()
                                .map(instance ->
                                        progress(instance, budgets, Optional.ofNullable(stuck.get(instance.name())))),
                        unopened.stream().map(Reports::progress))
                .sorted(Comparator.comparing(ConnectorProgress::name))
                .toList();
        return new Progress(elapsed, connectors, Waits.limits(budgets), blocking(Optional.empty()));
    }

    private static ConnectorProgress progress(
            Instance instance, BudgetSnapshot budgets, Optional<StrandWatch.Stuck> stuck) {
        Failures failures = instance.failures();
        return new ConnectorProgress(
                instance.name(),
                state(instance, stuck.isPresent()),
                instance.records(),
                instance.upstream().sent(),
                instance.upstream().throttled(),
                new Items(
                        instance.running(),
                        instance.waiting() + instance.stored(),
                        instance.succeeded() + failures.total()),
                failures,
                stuck.map(held -> Blame.now(held.verdict().finding())).orElse(""),
                Waits.of(instance.name(), budgets),
                instance.problem().orElse(""));
    }

    private static ConnectorProgress progress(UnopenedConnector unopened) {
        return new ConnectorProgress(
                unopened.name(),
                ConnectorProgress.State.DISABLED,
                0,
                0,
                0,
                Items.NONE,
                Failures.NONE,
                "",
                Optional.empty(),
                unopened.problem());
    }

    private static ConnectorProgress.State state(Instance instance, boolean stuck) {
        if (instance.problem().isPresent()) {
            return ConnectorProgress.State.DISABLED;
        }
        if (instance.stage() == Instance.Stage.ENDED) {
            return ConnectorProgress.State.DONE;
        }
        return stuck ? ConnectorProgress.State.BLOCKED : ConnectorProgress.State.RUNNING;
    }

    private Diagnosis diagnosis(Detection watching) {
        return Diagnosis.of(watching, this::isInstance);
    }

    private List<Finding> blocking(Optional<Diagnosis> diagnosis) {
        List<BlockingVerdict> watched = parts.carriers().verdicts().stream()
                .filter(verdict -> isInstance(verdict.strand()))
                .toList();
        return BlockingPlaces.of(diagnosis.map(Diagnosis::ofConnectors).orElse(List.of()), watched);
    }

    private boolean isInstance(String name) {
        return instances.stream().anyMatch(instance -> instance.name().equals(name));
    }
}
