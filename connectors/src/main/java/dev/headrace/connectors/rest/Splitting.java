package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.time.Instant;
import java.util.Optional;

/** Windows that are split until the upstream gives all that is in them. Stateless. */
final class Splitting {
    /** Of an item that asks how many there are before it asks for the list: where to ask. */
    private static final String COUNT = "count";
    /** Of the first page of a window that may still be split. */
    private static final String WHOLE = "whole";

    private Splitting() {}

    /** The first item of a window. */
    static WorkItem within(RestStream stream, WorkItem bare, Window window, Instant now) {
        WorkItem item = window.in(bare);
        Known known = Known.of(item).at(now);
        WorkItem list = stream.request().on(item, known, Optional.empty());
        Optional<Split> split = stream.windows().flatMap(Windows::split);
        Optional<Request> count = split.flatMap(Split::count);
        if (count.isPresent()) {
            WorkItem asked = count.get().on(WorkItem.of(stream.name()), known, Optional.empty());
            return list.with(COUNT, asked.arg(Pages.URL));
        }
        return split.isPresent() ? list.with(WHOLE, true) : list;
    }

    static boolean isCount(WorkItem item) {
        return item.optionalArg(COUNT).isPresent();
    }

    static HttpCall count(RestStream stream, WorkItem item) {
        HttpCall call = stream.reading().count(stream.request().headed(HttpCall.get(item.arg(COUNT)), item));
        for (String limit : stream.limits()) {
            call = call.under(limit);
        }
        return call;
    }

    static Step counted(RestStream stream, WorkItem item, HttpReply reply, Instant now) {
        stream.reading().requireGranted(reply);
        boolean needed = stream.windows()
                .flatMap(Windows::split)
                .filter(split -> split.isNeeded(reply))
                .isPresent();
        return needed ? halves(stream, item, now) : Step.empty().then(item.without(COUNT));
    }

    static boolean isTooLarge(RestStream stream, WorkItem item, HttpReply reply) {
        return item.optionalArg(WHOLE).isPresent()
                && stream.windows()
                        .flatMap(Windows::split)
                        .filter(split -> split.isNeeded(reply))
                        .isPresent();
    }

    /** Two windows in place of one. */
    static Step halves(RestStream stream, WorkItem item, Instant now) {
        WorkItem bare = item.optionalArg(Known.EACH)
                .map(each -> WorkItem.of(item.kind()).with(Known.EACH, each))
                .orElse(WorkItem.of(item.kind()));
        for (Reference reference : stream.carried()) {
            bare = bare.with(reference.key(), item.arg(reference.key()));
        }
        Step step = Step.empty();
        Split split = stream.windows().flatMap(Windows::split).orElseThrow();
        for (Window half : split.of(Window.of(item).orElseThrow())) {
            step.then(within(stream, bare, half, now));
        }
        return step;
    }

    /** The item without what only its first page needs. */
    static WorkItem settled(WorkItem item) {
        return item.without(WHOLE);
    }
}
