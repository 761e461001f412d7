package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * From page to page, and the end. Immutable.
 *
 * @param firstOnly parameters of the query that later pages do not have
 */
record Walk(Pages pages, Stops stops, List<String> firstOnly) {
    static final Walk NONE = new Walk(Pages.none(), Stops.NONE, List.of());

    private static final String COUNT = "pages";
    private static final String CUT = "cut-after";

    /** @param records those of the page before any filter */
    void follow(Step step, WorkItem item, HttpReply reply, List<JsonNode> records) {
        if (reply.notModified() || stops.endsAfter(reply, records)) {
            return;
        }
        Step next = pages.follow(Step.empty(), item, reply, records);
        for (Step.FollowUp page : next.followUps()) {
            boolean same = stops.endsOnSameCursor() && page.item().equals(item);
            if (!same) {
                step.thenPage(counted(shortened(page.item()), item));
            }
        }
    }

    private WorkItem shortened(WorkItem page) {
        String address = page.arg(Pages.URL);
        for (String parameter : firstOnly) {
            address = Address.without(address, parameter).rest();
        }
        return page.with(Pages.URL, address);
    }

    private WorkItem counted(WorkItem page, WorkItem before) {
        if (stops.largest() == 0) {
            return page;
        }
        int count = Integer.parseInt(before.optionalArg(COUNT).orElse("1"));
        return count < stops.largest() ? page.with(COUNT, count + 1) : page.with(CUT, count);
    }

    /** A list that the upstream cuts off is not complete, and nobody would notice. */
    static void refuseCut(WorkItem item) {
        item.optionalArg(CUT).ifPresent(count -> {
            throw new PermanentException(
                    ("stream '%s' goes on after the %s pages that the upstream gives of one list: what comes "
                                    + "then was not collected. Ask for less at once, for example by 'windows'")
                            .formatted(item.kind(), count));
        });
    }
}
