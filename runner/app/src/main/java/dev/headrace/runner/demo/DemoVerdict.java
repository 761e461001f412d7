package dev.headrace.runner.demo;

import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.demo.DemoUpstreams;
import dev.headrace.testkit.upstream.demo.UpstreamFacts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long the demo took, beside how long it had to take and how long one upstream after the other would have taken. */
public final class DemoVerdict {
    private final List<UpstreamFacts> upstreams;
    private final RunReport report;

    /** For a run that has ended. */
    public DemoVerdict(List<UpstreamFacts> upstreams, RunReport report) {
        this.upstreams = upstreams;
        this.report = report;
    }

    /** The lines to print. */
    public List<String> lines() {
        int held = upstreams.stream().mapToInt(UpstreamFacts::records).sum();
        if (report.records() == 0) {
            return List.of("The upstreams hold %,d records; none is new since the last run.".formatted(held));
        }
        return List.of(
                report.continued().isPresent()
                        ? "Collected the %,d records that the run before had left, of %,d that the upstreams hold."
                                .formatted(report.records(), held)
                        : "Collected %,d of the %,d records that the upstreams hold.".formatted(report.records(), held),
                "This run:             %s".formatted(seconds(report.duration())),
                "Theoretical bound:    %s, that of the slowest upstream"
                        .formatted(seconds(DemoUpstreams.bound(upstreams))),
                "One after another:    %s".formatted(seconds(DemoUpstreams.sequential(upstreams))));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%6.2f s", time.toMillis() / 1000.0);
    }
}
