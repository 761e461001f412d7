package dev.headrace.connectors.rest;

import dev.headrace.spi.Cursors;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first items of a list. Stateless. */
final class Beginning {
    /** Of an item that waits for the present: the cursor, or empty text. */
    private static final String BEGIN = "begin";

    private Beginning() {}

    /** The lists of a stream without a parent: one, or one for each value. */
    static List<WorkItem> ofRoot(RestStream stream, Cursors cursors) {
        WorkItem bare = WorkItem.of(stream.name());
        if (stream.each().isEmpty()) {
            return List.of(of(stream, bare, Known.NOTHING, cursors).inScope(stream.name()));
        }
        List<WorkItem> items = new ArrayList<>();
        for (String value : stream.each()) {
            WorkItem one = bare.with(Known.EACH, value);
            String scope = stream.name() + " " + value;
            items.add(of(stream, one, Known.of(one), any -> cursors.get(scope)).inScope(scope));
        }
        return items;
    }

    /** The list of a record of the parent. An incremental one is a scope of its own. */
    static WorkItem ofChild(RestStream child, Known known, Cursors cursors) {
        WorkItem bare = known.carry(WorkItem.of(child.name()), child.carried().stream());
        if (child.cursor().isEmpty() && child.windows().isEmpty()) {
            return of(child, bare, known, cursors);
        }
        WorkItem named = known.carry(
                WorkItem.of(child.name()),
                child.wanted().filter(reference -> !reference.stream().equals(child.name())));
        String scope = named.args().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" ", child.name() + " ", ""));
        return of(child, bare, known, scopeless -> cursors.get(scope)).inScope(scope);
    }

    /** @param cursors asked for the scope that has the stream's name */
    static WorkItem of(RestStream stream, WorkItem bare, Known known, Cursors cursors) {
        boolean incremental = stream.cursor().isPresent() || stream.windows().isPresent();
        Optional<String> left = incremental ? cursors.get(stream.name()) : Optional.empty();
        Optional<String> cursor = left.or(() -> stream.cursor().flatMap(RestCursor::initial));
        return stream.isLate()
                ? bare.with(BEGIN, cursor.orElse(""))
                : stream.request().on(bare, known, cursor);
    }

    static boolean isLate(WorkItem item) {
        return item.optionalArg(BEGIN).isPresent();
    }

    /** What such an item becomes: one walk, or one for each window. */
    static Step late(RestStream stream, WorkItem item, Instant now) {
        Optional<String> cursor = item.optionalArg(BEGIN).filter(text -> !text.isEmpty());
        WorkItem bare = item.without(BEGIN);
        if (stream.windows().isEmpty()) {
            return Step.empty().then(stream.request().on(bare, Known.of(bare).at(now), cursor));
        }
        Windows windows = stream.windows().get();
        List<Window> spans = windows.since(cursor.map(Instant::parse), now);
        Step step = Step.empty();
        for (Window span : spans) {
            step.then(Splitting.within(stream, bare, span, now));
            step.cursor(span.to().toString());
        }
        return step;
    }
}
