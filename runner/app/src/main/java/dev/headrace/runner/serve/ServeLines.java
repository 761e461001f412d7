package dev.headrace.runner.serve;

import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.report.Spans;
import dev.headrace.runner.view.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells of each event as a line for a log, with date and time in UTC. Thread-safe if the place where lines go is. */
public final class ServeLines implements ServeEvents {
    private static final int FAILURES = 3;

    private final InstantSource clock;
    private final Consumer<String> out;

    /** @param out takes a line at a time */
    public ServeLines(InstantSource clock, Consumer<String> out) {
        this.clock = clock;
        this.out = out;
    }

    /** A line of the process as a whole. */
    public void say(String text) {
        out.accept(shown(clock.instant()) + " " + text);
    }

    @Override
    public void started(String instance, Instant due, int missed, Run run) {
        String also = missed == 0 ? "" : "; it was also due %s since, and this run is for all".formatted(times(missed));
        say("%s: started, due %s%s".formatted(instance, shown(due), also));
    }

    @Override
    public void failed(String instance, Instant due, String why) {
        say("%s: could not start, due %s: %s".formatted(instance, shown(due), why));
    }

    @Override
    public void refused(String instance, int times) {
        say("%s: due%s while its former run goes on; it runs once when that has ended"
                .formatted(instance, times == 1 ? "" : " " + times(times)));
    }

    @Override
    public void ended(String instance, RunReport report, Optional<Instant> next) {
        String then = next.map(due -> "; next " + shown(due)).orElse("");
        say("%s: %s, %,d records, %,d requests, %s%s"
                .formatted(
                        instance,
                        outcome(report),
                        report.records(),
                        report.connectors().stream()
                                .mapToLong(ConnectorReport::requests)
                                .sum(),
                        Spans.text(report.duration()),
                        then));
        report.problem().ifPresent(problem -> say("%s: %s".formatted(instance, problem)));
        report.connectors()
                .forEach(one -> one.problem().ifPresent(problem -> say("%s: %s".formatted(instance, problem))));
        report.blocking().forEach(finding -> say("%s: BLOCKED: %s".formatted(instance, finding.sentence())));
        failures(instance, report);
    }

    private void failures(String instance, RunReport report) {
        List<FailedItem> failed = report.failed();
        failed.stream()
                .limit(FAILURES)
                .forEach(item -> say("%s: %s %s: %s"
                        .formatted(
                                instance,
                                Texts.harmless(item.item()),
                                item.outcome().name().toLowerCase(Locale.ROOT),
                                Texts.harmless(item.cause().lines().findFirst().orElse("")))));
        if (failed.size() > FAILURES) {
            say("%s: and %d more; see 'headrace state show'".formatted(instance, failed.size() - FAILURES));
        }
    }

    private static String outcome(RunReport report) {
        if (report.stopped()) {
            return "stopped, to go on later";
        }
        return report.status() == RunStatus.PARTIAL
                ? "partial"
                : report.status().name().toLowerCase(Locale.ROOT);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count >= Schedule.MOST ? "%,d times or more".formatted(count) : count + " times";
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
