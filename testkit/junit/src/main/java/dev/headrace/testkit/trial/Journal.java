package dev.headrace.testkit.trial;

import dev.headrace.spi.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a connector made of its items, as lines that are equal in every JVM for the same answers. Stateless. */
public final class Journal {
    private Journal() {}

    /** A line for the plan and for each item: its canonical form, the ids of its records, its follow-ups, its cursor. Sorted. */
    public static List<String> of(Watch watch) {
        Stream<String> plans = watch.plans().stream().map(plan -> "plan gives " + text(plan));
        Stream<String> items = watch.items().stream()
                .map(seen -> escaped(seen.item().canonical()) + " gives "
                        + seen.step().map(Journal::text).orElse("no step"));
        return Stream.concat(plans, items).sorted().toList();
    }

    private static String text(Step step) {
        String records = step.records().stream()
                .map(record -> escaped(record.stream() + "/" + record.id()))
                .collect(Collectors.joining(", ", "records [", "]"));
        String items = step.followUps().stream()
                .map(followUp -> escaped(followUp.item().canonical()))
                .collect(Collectors.joining(", ", " items [", "]"));
        String cursor = step.cursor()
                .map(proposal -> " cursor " + escaped(proposal.value()))
                .orElse("");
        return records + items + cursor;
    }

    private static String escaped(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace('\t', ' ');
    }
}
