package dev.headrace.testkit.contract;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.trial.Trial;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Upstreams repeat pages: by mistake for ever, or because something was added during the walk. */
final class PaginationCheck implements Check {
    /** What a walk that repeats itself may cost beyond the good one before it must have ended. */
    private static final int MORE = 50;

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<RequestKey> walk = survey.walk();
        if (walk.size() < 2) {
            throw Subject.notApplicable(
                    "no item of the good case gives a next page with thenPage(...); if the upstream has"
                            + " pages, give goodCase() two of them");
        }
        for (PageFault fault : PageFault.values()) {
            ends(subject, fault, walk, survey);
        }
        isWhole(subject, walk, survey);
    }

    private static void isWhole(Subject subject, List<RequestKey> walk, Survey survey) {
        InsertedRecord inserted =
                new InsertedRecord(walk, survey.data(), subject.good().secrets().values());
        try (Trial trial = subject.trial().withoutRetries().with(Fault.onAll(inserted))) {
            Survey shifted = new Survey(trial.run(), trial.upstream().port());
            Set<String> lost = new LinkedHashSet<>(survey.records());
            lost.removeAll(shifted.records());
            if (inserted.showedTheWholeWalk() && shifted.healthy() && !lost.isEmpty()) {
                throw new ContractViolation(
                        "A record was put in at the front while the walk was under way, so that each page began with the last record of"
                                + " the page before it. The run said that it was complete, and %d records that were there all the time"
                                        .formatted(lost.size())
                                + " are missing: %s.".formatted(sample(lost)),
                        "go on to the last page whatever a page shows: a record that comes again replaces itself by its id.");
            }
        }
    }

    private static String sample(Set<String> lost) {
        return lost.stream().limit(5).collect(Collectors.joining(", "));
    }

    /** The third page takes a walk of three, which a good case need not have. */
    private static boolean mustSwap(PageFault kind, List<RequestKey> walk) {
        return walk.size() > 2 || kind == PageFault.LOOPING || kind == PageFault.SHIFTING;
    }

    private static void ends(Subject subject, PageFault kind, List<RequestKey> walk, Survey survey) {
        AtomicInteger swapped = new AtomicInteger();
        Fault fault = kind.over(walk, subject.good().secrets().values(), swapped);
        int most = survey.watch().items().size() + MORE;
        try (Trial trial =
                new Trial(subject.good().atMostItems(most)).withoutRetries().with(fault)) {
            Ended ended = trial.run();
            if (swapped.get() == 0 && mustSwap(kind, walk)) {
                throw Subject.unserved("pages in the wrong order");
            }
            if (ended.watch().overflowed()) {
                throw new ContractViolation(
                        "The walk never ended when %s: it was stopped after %d items. The good run has %d."
                                .formatted(
                                        kind.what(),
                                        most,
                                        survey.watch().items().size()),
                        "end a walk whose pages repeat: give the next page with Pages or thenPage(...), and let the item of a"
                                + " page have the same arguments each time.");
            }
            ended.report().failed().forEach(item -> clear(item, kind));
        }
    }

    private static void clear(FailedItem item, PageFault kind) {
        if (Clarity.isDefect(item)) {
            throw new ContractViolation(
                    "When %s, the item %s failed as a defect: %s".formatted(kind.what(), item.item(), item.cause()),
                    "throw PermanentException with a sentence for an upstream that repeats its pages.");
        }
    }
}
