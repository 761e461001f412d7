package dev.headrace.runner.live;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.Failures;
import dev.headrace.engine.report.ConnectorProgress.Items;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.engine.report.ConnectorProgress.Wait;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.LimitProgress;
import dev.headrace.engine.report.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs at some moment, for the tests of what shows them. */
public final class Progresses {
    public static final Finding SLEEP = new Finding(
            Verdict.WAIT,
            Detector.WATCHDOG,
            Site.of(
                    List.of(
                            new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1),
                            new StackTraceElement("wiki.Glossary", "refresh", "Glossary.java", 26)),
                    frame -> frame.getClassName().startsWith("wiki.")),
            "headrace-carrier-1",
            new Assignment("wiki", "pages{page=2}"),
            Duration.ofMillis(1_500),
            3);

    public static final FailedItem LOST = new FailedItem(
            "shop", "orders{url=/o/7}", ItemOutcome.FAILED, 3, "GET /o/7 answered 500\nagain \"quoted\" \u001b[31m");

    private Progresses() {}

    public static ConnectorProgress done(String name, long records) {
        return new ConnectorProgress(
                name, State.DONE, records, 75, 0, new Items(0, 0, 75), Failures.NONE, "", Optional.empty(), "");
    }

    public static ConnectorProgress waiting(String name, long records, Wait wait) {
        return new ConnectorProgress(
                name,
                State.RUNNING,
                records,
                8,
                2,
                new Items(4, 9, 7),
                new Failures(1, List.of(LOST)),
                "",
                Optional.of(wait),
                "");
    }

    public static ConnectorProgress working(String name, long records) {
        return new ConnectorProgress(
                name, State.RUNNING, records, 8, 0, new Items(1, 0, 7), Failures.NONE, "", Optional.empty(), "");
    }

    public static ConnectorProgress blocked(String name) {
        return new ConnectorProgress(
                name,
                State.BLOCKED,
                0,
                1,
                0,
                new Items(1, 0, 0),
                Failures.NONE,
                "blocked at Glossary.java:26 (Thread.sleep)",
                Optional.empty(),
                "");
    }

    public static ConnectorProgress broken(String name, String problem) {
        return new ConnectorProgress(
                name, State.DISABLED, 0, 0, 0, Items.NONE, Failures.NONE, "", Optional.empty(), problem);
    }

    /** Four instances that do each what an instance can do. */
    public static Progress at(Duration elapsed) {
        return of(
                elapsed,
                broken("desk", "it could not say what to collect: 401"),
                done("feed", 7_500),
                waiting("shop", 750, new Wait("shop-north", 3, Optional.of(Duration.ofMillis(12_400)), false)),
                blocked("wiki"));
    }

    public static Progress of(Duration elapsed, ConnectorProgress... connectors) {
        return new Progress(
                elapsed,
                List.of(connectors),
                List.of(new LimitProgress("shop-north", 10, 3, Duration.ofSeconds(12), 2)),
                List.of(SLEEP));
    }
}
