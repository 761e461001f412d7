package dev.headrace.connectors.wordpress;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The numbered pages of each list. Past the last one WordPress answers 400. */
final class WordPress implements Connector {
    private static final Pages PAGES =
            Pages.pageNumber("page").totalPagesHeader("X-WP-TotalPages").pages();

    private final List<WordPressStream> streams;
    private final int pageSize;

    WordPress(List<WordPressStream> streams, int pageSize) {
        this.streams = streams;
        this.pageSize = pageSize;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (WordPressStream stream : streams) {
            // In the order of ids, so that a change while the pages are read moves no record to a page that was read
            // already.
            HttpCall first = HttpCall.get("/wp-json/wp/v2/" + stream.stream())
                    .query("per_page", pageSize)
                    .query("orderby", "id")
                    .query("order", "asc");
            String target = cursors.get(stream.stream())
                    .map(time -> first.query(stream.after, before(time)))
                    .orElse(first)
                    .target();
            step.then(WorkItem.of(stream.stream()).with(Pages.URL, target).inScope(stream.stream()));
        }
        return step;
    }

    /** WordPress gives what is later, to the second; in the second of the last change there may have been others. */
    private static String before(String time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.parse(time).minusSeconds(1));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http()
                .send(HttpCall.get(item.arg(Pages.URL)).accepting(400))
                .thenApply(reply -> reply.status() == 400 ? pastTheEnd(reply) : page(item, reply));
    }

    /** The list got shorter since its first page told how many there are: no more is there. Any other 400 is a failure. */
    private static Step pastTheEnd(HttpReply reply) {
        String code = reply.json().path("code").asString("");
        if (code.endsWith("_invalid_page_number")) {
            return Step.empty();
        }
        throw new PermanentException("%s answered 400 with the code '%s': %s"
                .formatted(reply.uri(), code, reply.json().path("message").asString("")));
    }

    private static Step page(WorkItem item, HttpReply reply) {
        WordPressStream stream = WordPressStream.named(item.kind()).orElseThrow();
        Step step = PAGES.step(item, reply, stream.stream(), "", "id");
        step.records().forEach(record -> {
            String time = record.data().path(stream.time).asString("");
            if (!time.isEmpty()) {
                step.cursor(time);
            }
        });
        return step;
    }
}
