package dev.headrace.spi;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A whole connector: one walk over one list. Made by {@link Pages#connector}. Immutable and thread-safe, so one may serve several
 * instances.
 */
public final class ListConnector implements Connector {
    private static final String WHOLE_RUN = "";

    /** What goes into the query of the first page, and the field of a record that it is compared with upstream. */
    private record Since(String parameter, String field) {}

    private final Pages pages;
    private final String stream;
    private final String target;
    private final String records;
    private final String idField;
    private final @Nullable Since since;

    ListConnector(Pages pages, String stream, String target, String records, String idField) {
        this(pages, stream, target, records, idField, null);
    }

    private ListConnector(
            Pages pages, String stream, String target, String records, String idField, @Nullable Since since) {
        this.pages = pages;
        this.stream = Objects.requireNonNull(stream, "stream is null");
        this.target = Objects.requireNonNull(target, "target is null");
        this.records = Objects.requireNonNull(records, "records is null");
        this.idField = Objects.requireNonNull(idField, "idField is null");
        this.since = since;
    }

    /**
     * The same, asking only for what has changed since the last run. The largest value of a field is the cursor; it is kept when
     * the whole walk has succeeded, and the next run sends it. The first run sends nothing.
     *
     * @param parameter of the query of the first page, for example {@code since}
     * @param field name of the field of a record, or a JSON Pointer (RFC 6901) when it begins with {@code /}; records without it
     *     do not move the cursor
     */
    public ListConnector incremental(String parameter, String field) {
        return new ListConnector(pages, stream, target, records, idField, new Since(parameter, field));
    }

    @Override
    public Step plan(Cursors cursors) {
        String first = since == null
                ? target
                : cursors.get(WHOLE_RUN)
                        .map(cursor -> Targets.withParameter(target, since.parameter(), cursor))
                        .orElse(target);
        return Step.empty().then(WorkItem.of(stream).with(Pages.URL, first));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http().get(item.arg(Pages.URL)).thenApply(reply -> step(item, reply));
    }

    private Step step(WorkItem item, HttpReply reply) {
        Step step = pages.step(item, reply, stream, records, idField);
        if (since != null) {
            step.records().forEach(record -> propose(step, record.data(), since.field()));
        }
        return step;
    }

    private static void propose(Step step, JsonNode record, String field) {
        JsonNode value = field.startsWith("/") ? record.at(field) : record.path(field);
        if (value.isValueNode() && !value.isNull()) {
            step.cursor(value.asString());
        }
    }
}
