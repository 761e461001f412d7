package dev.headrace.engine.document;

import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;

/** What went wrong: code that blocked, stages that were dropped, items that failed. Stateless. */
final class FindingPart {
    private FindingPart() {}

    static void write(RunReport report, Json json) {
        json.objects("blocking", report.blocking(), finding -> write(finding, json))
                .objects("abandoned", report.abandoned(), stage -> write(stage, json))
                .objects("failed", report.failed(), item -> write(item, json))
                .number("failedTotal", report.outcomes().failures());
    }

    private static void write(Finding finding, Json json) {
        Site site = finding.site();
        json.text("connector", finding.work().owner())
                .text("verdict", ReportPart.lower(finding.verdict()))
                .text("sentence", finding.sentence())
                .text("site", site.connectorFrame().map(FindingPart::line))
                .text("call", site.blockingFrame().map(Site::method))
                .texts("stack", site.stack().lines().toList())
                .number("times", finding.times())
                .millis("lostMs", finding.lost())
                .text("thread", finding.thread())
                .text("work", finding.work().item());
    }

    private static String line(StackTraceElement frame) {
        return frame.getFileName() == null
                ? Site.method(frame)
                : "%s:%d".formatted(frame.getFileName(), frame.getLineNumber());
    }

    private static void write(AbandonedStage stage, Json json) {
        json.text("connector", stage.connector())
                .text("place", stage.line().orElse(stage.stage()))
                .text("sentence", stage.sentence());
    }

    private static void write(FailedItem item, Json json) {
        json.text("connector", item.connector())
                .text("item", item.item())
                .text("outcome", ReportPart.lower(item.outcome()))
                .number("attempts", item.attempts())
                .text("cause", item.cause())
                .text("answer", item.answer());
    }
}
