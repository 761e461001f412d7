package dev.headrace.engine.run;

import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.LaneSnapshot;
import dev.headrace.engine.document.Documents;
import dev.headrace.engine.document.RunFacts;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunState;
import dev.headrace.engine.report.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Writes down what a run does: curves while it goes on, a line of it in the state now and then, the whole at its end. Called on the
 * scheduler's strand, and at the end on the thread that ends the run. What fails here costs the run nothing else.
 */
final class RunKeeper {
    private static final int CHECKS_BETWEEN_LINES = 10;
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /** The last digits of the next id; they begin anywhere, because another process may begin a run in the same second. */
    private static final AtomicInteger DIGITS =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 16));

    private final String id;
    private final RunSetup setup;
    private final RunParts parts;
    private final Recorder recorder;
    private final LimitFacts limits;
    private final List<String> connectors;
    private final RunParts.Moment started;
    /** What the limits had when the run began: where others use them too, that is not its affair. */
    private final BudgetSnapshot before;

    private int checks;

    /** @param connectors the instances of the run, those too that could not be opened; sorted */
    RunKeeper(
            RunSetup setup,
            RunParts parts,
            Recorder recorder,
            LimitFacts limits,
            List<String> connectors,
            RunParts.Moment started) {
        this.id = newId(started.wall());
        this.setup = setup;
        this.parts = parts;
        this.recorder = recorder;
        this.limits = limits;
        this.connectors = connectors;
        this.started = started;
        this.before = parts.budgets().snapshot();
    }

    /** Another one each time: sixty-five thousand runs of a process may begin in one second. */
    static String newId(Instant began) {
        return "%s-%04x".formatted(ID.format(began.atOffset(ZoneOffset.UTC)), DIGITS.getAndIncrement() & 0xffff);
    }

    String id() {
        return id;
    }

    /** Notes how things stand; returns how long until the next time. */
    Duration look() {
        Map<String, Integer> waiting = parts.budgets().snapshot().lanes().stream()
                .collect(Collectors.toMap(LaneSnapshot::consumer, LaneSnapshot::waiting, Integer::sum));
        return Duration.ofNanos(
                recorder.look(parts.time().nanoTime(), connector -> waiting.getOrDefault(connector, 0)));
    }

    /** Comes every second or so, by the machine's clock: what the state says of a run that is killed then is not much older. */
    void check(List<Instance> instances) {
        if (checks++ % CHECKS_BETWEEN_LINES == 0) {
            parts.store().keepRun(line(instances));
        }
    }

    private RunSummary line(List<Instance> instances) {
        return new RunSummary(
                id,
                connectors,
                started.wall(),
                elapsed(),
                RunState.RUNNING,
                instances.stream().mapToLong(Instance::records).sum(),
                instances.stream().mapToLong(one -> one.upstream().sent()).sum(),
                instances.stream().mapToLong(one -> one.failures().total()).sum(),
                "",
                "",
                false);
    }

    private Duration elapsed() {
        return Duration.ofNanos(parts.time().nanoTime() - started.nanos());
    }

    /** Writes the document, and hands it to the store. */
    RunDocument keep(RunReport report) {
        Duration now = elapsed();
        RunFacts facts = new RunFacts(
                id,
                setup.keep().headrace(),
                setup.keep().configuration(),
                report,
                BudgetUses.of(limits, before, parts.budgets().snapshot(), now),
                recorder.end(started.nanos() + report.duration().toNanos()));
        RunDocument document = Documents.of(facts, setup.redact());
        int kept = setup.keep().documents();
        parts.store().keepRun(summary(report, kept > 0), document, kept);
        return document;
    }

    private RunSummary summary(RunReport report, boolean whole) {
        return new RunSummary(
                id,
                connectors,
                started.wall(),
                report.duration(),
                RunState.of(report.status()),
                report.records(),
                report.connectors().stream().mapToLong(one -> one.requests()).sum(),
                report.outcomes().failures(),
                setup.redact().apply(boundBy(report)),
                setup.redact().apply(report.sentence()),
                whole);
    }

    /** What comes after the time: {@code 31 min 4 s; 29 min of it `jira` waiting for its budget; raise it}. */
    private static String boundBy(RunReport report) {
        if (report.problem().isPresent()) {
            return "it broke: " + report.problem().get();
        }
        String[] parts = report.sentence().split("; ", 3);
        return parts.length < 2 ? "" : parts[1].replaceAll("\\.$", "");
    }
}
