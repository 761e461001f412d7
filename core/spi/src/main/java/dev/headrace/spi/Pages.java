package dev.headrace.spi;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The ways in which upstreams cut a list into pages, each turned into steps in one line. Immutable and thread-safe.
 *
 * <p>The item of a page carries the page's address in its argument {@value #URL}; everything else in the item is handed on to
 * the next page. A page whose item was already met in the run ends the walk with a clear failure ({@link Step#thenPage}), and so
 * does a page that shows again what an earlier one of its walk has shown, where addresses are counted and never repeat. A next
 * address that leaves the origin of the answer is refused, so that no credentials follow it.
 *
 * <pre>{@code
 * return context.http().get(item.arg("url")).thenApply(reply -> Pages.link().step(item, reply, "issues", "", "id"));
 * }</pre>
 */
public final class Pages {
    /** The argument of a work item that holds the address of the page. */
    public static final String URL = "url";

    /** Enough to see what else the records may be in. */
    private static final int FIELDS_TOLD = 20;

    // The argument of a page's item that holds the address before any continuation was merged into it.
    private static final String FIRST = "first";

    /** One way of paging: adds what follows a page to the step. */
    private interface Rule {
        void follow(Step step, Page page);
    }

    private record Page(WorkItem item, HttpReply reply, List<JsonNode> records, List<String> kept) {
        String url() {
            return item.arg(URL);
        }

        WorkItem at(String address) {
            return item.with(URL, address);
        }

        WorkItem at(URI address) {
            if (!Targets.sameOrigin(address, reply.uri())) {
                throw new PermanentException("the next page of %s is at another origin: %s. Nothing was sent there; "
                                .formatted(reply.uri(), address)
                        + "if that is right, collect it with a connector of its own");
            }
            String next = address.toString();
            for (String name : kept) {
                Optional<String> value = Targets.parameter(url(), name);
                if (value.isPresent() && Targets.parameter(next, name).isEmpty()) {
                    next = Targets.plusParameter(next, name, value.get());
                }
            }
            return item.with(URL, next);
        }

        WorkItem unrepeated(WorkItem next, long index, String how) {
            return Repetition.guard(next, item, index, reply, records, how);
        }
    }

    private final Rule rule;
    private final List<String> kept;

    private Pages(Rule rule) {
        this(rule, List.of());
    }

    private Pages(Rule rule, List<String> kept) {
        this.rule = rule;
        this.kept = kept;
    }

    /**
     * The same way, for an upstream whose addresses of next pages leave out some of the parameters that it was asked with: each of
     * these is added again, with its value in the page before, where the address has none.
     *
     * @param parameters of the query, for example {@code since_id}
     */
    public Pages keeping(String... parameters) {
        return new Pages(rule, List.of(parameters));
    }

    /** One page and no more. */
    public static Pages none() {
        return new Pages((step, page) -> {});
    }

    /** The next page is the {@code Link} header field with {@code rel="next"} (RFC 8288); none is the end. */
    public static Pages link() {
        return new Pages((step, page) -> page.reply().link("next").ifPresent(next -> step.thenPage(page.at(next))));
    }

    /**
     * The body holds the address of the next page, absolute or relative to the page; missing, null or empty is the end.
     *
     * @param pointer JSON Pointer (RFC 6901) to the address
     */
    public static Pages nextUrl(String pointer) {
        return new Pages((step, page) -> text(page.reply(), pointer)
                .ifPresent(next ->
                        step.thenPage(page.at(Targets.resolve(page.reply().uri(), next)))));
    }

    /**
     * The body holds a list of links, each with {@code rel} and {@code href} as in Atom (RFC 4287, 4.2.7); the one with
     * {@code rel} next is the next page, and none is the end.
     *
     * @param pointer JSON Pointer (RFC 6901) to the list, or to a single link
     */
    public static Pages linkList(String pointer) {
        return new Pages((step, page) -> {
            JsonNode links = page.reply().json().at(pointer);
            for (JsonNode link : links.isArray() ? links.values() : List.of(links)) {
                String href = link.path("href").asString("");
                if (link.path("rel").asString("").equals("next") && !href.isEmpty()) {
                    step.thenPage(page.at(Targets.resolve(page.reply().uri(), href)));
                    return;
                }
            }
        });
    }

    /**
     * The body holds an opaque cursor for a parameter of the query; missing, null, false or empty is the end, and an object or
     * array with something in it a failure. For an upstream whose cursor stays the same while its pages change, see {@link #constantCursor}.
     *
     * @param pointer JSON Pointer (RFC 6901) to the cursor
     */
    public static Pages cursor(String parameter, String pointer) {
        return new Pages((step, page) -> text(page.reply(), pointer)
                .ifPresent(next -> step.thenPage(page.at(Targets.withParameter(page.url(), parameter, next)))));
    }

    /**
     * As {@link #cursor}, for an upstream that may give the same cursor again with other records: the end is a page without
     * records, and the item counts the pages in its argument {@code page}.
     */
    public static Pages constantCursor(String parameter, String pointer) {
        return new Pages((step, page) -> {
            if (!page.records().isEmpty()) {
                int number = Integer.parseInt(page.item().optionalArg("page").orElse("1"));
                text(page.reply(), pointer)
                        .map(next -> page.at(Targets.withParameter(page.url(), parameter, next))
                                .with("page", number + 1))
                        .ifPresent(next -> step.thenPage(
                                page.unrepeated(next, number - 1, "does not know the parameter '" + parameter + "'")));
            }
        });
    }

    /**
     * The body holds an object whose fields are to be merged into the query of the first request; missing is the end. What an
     * earlier page has added is left out again, since it would keep back records of the next one. The item keeps the first
     * request in its argument {@code first}.
     *
     * @param pointer JSON Pointer (RFC 6901) to the object
     */
    public static Pages continuation(String pointer) {
        return new Pages((step, page) -> {
            JsonNode fields = page.reply().json().at(pointer);
            if (fields.isObject() && !fields.isEmpty()) {
                String first = page.item().optionalArg(FIRST).orElse(page.url());
                String next = first;
                for (var field : fields.properties()) {
                    next = Targets.withParameter(
                            next, field.getKey(), field.getValue().asString());
                }
                step.thenPage(page.at(next).with(FIRST, first));
            }
        });
    }

    /**
     * The pages are numbered from 1. One after the other until a page without records; {@link Numbered} knows more.
     *
     * @param parameter of the query
     */
    public static Numbered pageNumber(String parameter) {
        return new Numbered(parameter, 1, 1, 0, Total.UNKNOWN);
    }

    /**
     * The pages begin at record 0, {@code size}, twice {@code size} and so on. One after the other until a page with fewer than
     * {@code size} records; {@link Numbered#totalRecords} makes them parallel.
     *
     * @param parameter of the query
     * @param size records a page, at least 1
     */
    public static Numbered offset(String parameter, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("records a page must be at least 1, was " + size);
        }
        return new Numbered(parameter, 0, size, size, Total.UNKNOWN);
    }

    /**
     * The next page begins after the last record of this one.
     *
     * @param parameter of the query
     * @param idField name of the field, or JSON Pointer (RFC 6901) into the record, whose value goes into the parameter
     * @param size records a page: fewer are the end; 0 if not known, then only a page without records is
     */
    public static Pages keyset(String parameter, String idField, int size) {
        return new Pages((step, page) -> {
            List<JsonNode> records = page.records();
            if (records.isEmpty() || records.size() < size) {
                return;
            }
            JsonNode last = records.get(records.size() - 1);
            JsonNode id = idField.startsWith("/") ? last.at(idField) : last.path(idField);
            if (id.isMissingNode() || id.isNull() || id.isContainer()) {
                throw new PermanentException(
                        "the last record of %s has no '%s' to go on from: nothing after it was collected"
                                .formatted(page.reply().uri(), idField));
            }
            step.thenPage(page.at(Targets.withParameter(page.url(), parameter, id.asString())));
        });
    }

    /**
     * The step of one page: its records and what follows.
     *
     * @param records JSON Pointer (RFC 6901) to the array of records; empty for the body itself
     * @param idField as in {@link Step#emitAll}
     */
    public Step step(WorkItem item, HttpReply reply, String stream, String records, String idField) {
        List<JsonNode> elements = elements(reply, records);
        return follow(Step.empty().emitAll(stream, idField, elements), item, reply, elements);
    }

    /**
     * Adds what follows a page to a step that the connector has filled itself.
     *
     * @param records those of the page, in their order
     * @return the same step
     */
    @CanIgnoreReturnValue
    public Step follow(Step step, WorkItem item, HttpReply reply, List<JsonNode> records) {
        if (!reply.notModified()) {
            rule.follow(step, new Page(item, reply, records, kept));
        }
        return step;
    }

    /**
     * A whole connector: one walk over one list.
     *
     * @param target the first page, absolute or relative to {@code base-url}
     * @param records JSON Pointer (RFC 6901) to the array of records; empty for the body itself
     * @param idField as in {@link Step#emitAll}
     */
    public ListConnector connector(String stream, String target, String records, String idField) {
        return new ListConnector(this, stream, target, records, idField);
    }

    /**
     * The records of a page.
     *
     * @param pointer JSON Pointer (RFC 6901); empty for the body itself
     * @throws PermanentException if there is no array at the pointer
     */
    public static List<JsonNode> elements(HttpReply reply, String pointer) {
        JsonNode array = pointer.isEmpty() ? reply.json() : reply.json().at(pointer);
        if (reply.notModified()) {
            return List.of();
        }
        if (!array.isArray()) {
            String there =
                    array.isMissingNode() ? "nothing" : array.getNodeType().toString();
            throw new PermanentException("%s has no array of records at '%s', but %s; the answer holds %s"
                    .formatted(reply.uri(), pointer, there, held(reply.json())));
        }
        return List.copyOf(array.values());
    }

    private static Optional<String> text(HttpReply reply, String pointer) {
        JsonNode node = reply.json().at(pointer);
        if (node.isContainer() && !node.isEmpty()) {
            throw new PermanentException(
                    "%s has %s at '%s', which is no single value: nothing after this page was collected. It holds %s"
                            .formatted(reply.uri(), node.getNodeType(), pointer, held(node)));
        }
        boolean end = node.isMissingNode() || node.isNull() || node.isContainer();
        end |= node.isBoolean() && !node.booleanValue();
        return end ? Optional.empty() : Optional.of(node.asString()).filter(text -> !text.isEmpty());
    }

    private static String held(JsonNode node) {
        if (node.isObject()) {
            return "the fields "
                    + node.propertyNames().stream().limit(FIELDS_TOLD).toList();
        }
        return node.isArray() ? "%d elements".formatted(node.size()) : "a single value";
    }

    /** Where an upstream says how much there is. */
    private record Total(@Nullable String pointer, @Nullable String header, boolean pages) {
        static final Total UNKNOWN = new Total(null, null, false);

        Optional<Long> read(HttpReply reply) {
            Optional<String> value =
                    pointer != null ? text(reply, pointer) : header != null ? reply.header(header) : Optional.empty();
            return value.map(text -> {
                try {
                    return Long.parseLong(text.trim());
                } catch (NumberFormatException e) {
                    throw new PermanentException(
                            "%s says that its total is '%s', which is not a whole number".formatted(reply.uri(), text),
                            e);
                }
            });
        }
    }

    /** Pages that are counted, by number or by offset. Once the total is known, all pages are asked for at once. */
    public static final class Numbered {
        // So many pages are put into the frontier by one step; the last of them puts in the next lot.
        private static final long LOT = 500;

        // The argument of a page's item that was put in with others: the number or offset at which the walk began.
        private static final String BEGUN = "begun";

        private final String parameter;
        private final long first;
        private final long increment;
        private final int size;
        private final Total total;

        private Numbered(String parameter, long first, long increment, int size, Total total) {
            this.parameter = Objects.requireNonNull(parameter, "parameter is null");
            this.first = first;
            this.increment = increment;
            this.size = size;
            this.total = total;
        }

        /** The value of the parameter for the first page, for upstreams that count from 0. */
        public Numbered startingAt(long value) {
            return new Numbered(parameter, value, increment, size, total);
        }

        /** How many records a full page has: a page with fewer is the last. */
        public Numbered size(int records) {
            return new Numbered(parameter, first, increment, records, total);
        }

        /** The body of a page says, at a JSON Pointer (RFC 6901), how many pages there are. */
        public Numbered totalPages(String pointer) {
            return new Numbered(parameter, first, increment, size, new Total(pointer, null, true));
        }

        /** The body of a page says, at a JSON Pointer (RFC 6901), how many records there are; needs {@link #size}. */
        public Numbered totalRecords(String pointer) {
            return new Numbered(parameter, first, increment, size, new Total(pointer, null, false));
        }

        /** A header field of a page says how many pages there are. */
        public Numbered totalPagesHeader(String name) {
            return new Numbered(parameter, first, increment, size, new Total(null, name, true));
        }

        /** The finished rule. */
        public Pages pages() {
            if (total.pointer() != null && !total.pages() && size < 1) {
                throw new IllegalStateException("a total in records needs the size of a page: call size(records)");
            }
            return new Pages(this::follow);
        }

        /** See {@link Pages#step}. */
        public Step step(WorkItem item, HttpReply reply, String stream, String records, String idField) {
            return pages().step(item, reply, stream, records, idField);
        }

        private void follow(Step step, Page page) {
            long value = Targets.parameter(page.url(), parameter)
                    .map(Numbered::number)
                    .orElse(first);
            Optional<Long> begun = page.item().optionalArg(BEGUN).map(Numbered::number);
            if (begun.isPresent()) {
                Repetition.refuse(page.item(), page.reply(), page.records(), misunderstood());
                if ((value - begun.get()) / increment % LOT != 0) {
                    return;
                }
            }
            Optional<Long> known = total.read(page.reply());
            if (known.isPresent()) {
                lot(step, page, value, begun.orElse(value), known.get());
            } else if (!page.records().isEmpty() && page.records().size() >= size) {
                WorkItem next = page.at(Targets.withParameter(page.url(), parameter, value + increment));
                step.thenPage(page.unrepeated(next, (value - first) / increment, misunderstood()));
            }
        }

        /** The pages after one. All but the last of a lot put in nothing themselves. */
        private void lot(Step step, Page page, long value, long begun, long count) {
            // An upstream that is asked from an earlier page on than 'first' counts its pages from there.
            long last = Math.min(first, begun) + lastIndex(count) * increment;
            WorkItem marked = Repetition.marked(page.item(), page.records()).with(BEGUN, begun);
            long end = Math.min(value + LOT * increment, last);
            for (long next = value + increment; next <= end; next += increment) {
                step.thenPage(marked.with(URL, Targets.withParameter(page.url(), parameter, next)));
            }
        }

        private String misunderstood() {
            return "does not know the parameter '" + parameter + "'";
        }

        private long lastIndex(long count) {
            return (total.pages() ? count : (count + size - 1) / size) - 1;
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new PermanentException("the page's number in the address is '%s'".formatted(text), e);
            }
        }
    }
}
