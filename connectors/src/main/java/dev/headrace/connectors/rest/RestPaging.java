package dev.headrace.connectors.rest;

import dev.headrace.connectors.rest.Stops.Stop;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Pages;
import java.util.ArrayList;
import java.util.List;

/** The section {@code pagination}: each way of {@link Pages} by a name. */
final class RestPaging {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .choice(
                    "type",
                    List.of(
                            "link",
                            "next-url",
                            "links",
                            "page",
                            "offset",
                            "cursor",
                            "constant-cursor",
                            "keyset",
                            "continue"),
                    "link: Link header. next-url: an address at 'at'. links: a list of {rel, href} at 'at'. page and offset: "
                            + "counted in 'param'. cursor: the value at 'at' goes into 'param'. keyset: the last id goes into "
                            + "'param'. continue: the object at 'at' is merged into the query")
            .optional(
                    "param",
                    ConfigSpec.Type.STRING,
                    "What changes from page to page: a parameter of the query, or as 'in' says")
            .choice(
                    "in",
                    List.of("query", "body", "header"),
                    "Where 'param' is. In a JSON body it is a JSON Pointer, in a form a field")
            .optional("at", ConfigSpec.Type.STRING, "", "JSON Pointer to what the next page is known by")
            .optional("size", ConfigSpec.Type.INTEGER, "Records on a full page; a page with fewer is the last")
            .optional(
                    "key",
                    ConfigSpec.Type.STRING,
                    "For keyset: the field of the last record that goes into 'param'; by default the stream's 'id'")
            .optional(
                    "stop",
                    ConfigSpec.Type.STRING_LIST,
                    "What else ends the walk: empty-page, short-page (needs 'size'), same-cursor")
            .optional(
                    "first-only",
                    ConfigSpec.Type.STRING_LIST,
                    "Parameters of the first page that must not be sent with the others")
            .optional(
                    "more-at", ConfigSpec.Type.STRING, "JSON Pointer to a flag without which there is no further page")
            .optional("done-at", ConfigSpec.Type.STRING, "JSON Pointer to a flag with which there is no further page")
            .integer("max-pages", 1, Integer.MAX_VALUE, "The most pages that the upstream gives; more is a failure")
            .optional(
                    "first",
                    ConfigSpec.Type.INTEGER,
                    "For page and offset: where the count begins; 1 for page and 0 for offset when not given")
            .optional(
                    "total-pages",
                    ConfigSpec.Type.STRING,
                    "For page: JSON Pointer to how many there are; makes pages parallel")
            .optional("total-records", ConfigSpec.Type.STRING, "For page and offset: the same in records; needs 'size'")
            .optional(
                    "total-pages-header", ConfigSpec.Type.STRING, "For page: the header field with how many there are");

    private RestPaging() {}

    static Pages of(ConnectorConfig config, ConnectorConfig stream) {
        List<ConfigProblem> problems = problems(config);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return switch (config.string("type")) {
            case "next-url" -> Pages.nextUrl(text(config, "at"));
            case "links" -> Pages.linkList(text(config, "at"));
            case "page" -> page(config);
            case "offset" ->
                total(first(Pages.offset(text(config, "param"), size(config)), config), config)
                        .pages();
            case "cursor" -> Pages.cursor(text(config, "param"), text(config, "at"));
            case "constant-cursor" -> Pages.constantCursor(text(config, "param"), text(config, "at"));
            case "keyset" -> Pages.keyset(text(config, "param"), key(config, stream), size(config));
            case "continue" -> Pages.continuation(text(config, "at"));
            default -> Pages.link();
        };
    }

    private static String key(ConnectorConfig config, ConnectorConfig stream) {
        return config.has("key") ? config.string("key") : stream.string("id");
    }

    /** Where the value goes that changes from page to page. */
    static Place place(ConnectorConfig config) {
        boolean counted =
                config.string("type").equals("page") || config.string("type").equals("offset");
        return new Place(Place.In.named(config.string("in")), text(config, "param"), counted);
    }

    /** What ends the walk beside the end that its way of paging knows. */
    static Stops stops(Options options) {
        List<Stop> rules = new ArrayList<>();
        for (String name : options.config().strings("stop")) {
            Stop.named(name)
                    .ifPresentOrElse(
                            rules::add,
                            () -> options.wrong(
                                    "stop",
                                    "'%s' ends nothing; there are empty-page, short-page and same-cursor"
                                            .formatted(name)));
        }
        if (rules.contains(Stop.SHORT_PAGE) && size(options.config()) < 1) {
            options.wrong("size", "is needed with stop = [short-page], at least 1");
        }
        return new Stops(
                rules,
                size(options.config()),
                options.pointer("more-at"),
                options.pointer("done-at"),
                options.number("max-pages"));
    }

    private static List<ConfigProblem> problems(ConnectorConfig config) {
        String type = config.string("type");
        List<ConfigProblem> problems = new ArrayList<>();
        for (String key : needed(type)) {
            if (text(config, key).isEmpty()) {
                problems.add(config.problem(key, "is needed for type = " + type));
            }
        }
        if (size(config) < 1 && type.equals("offset")) {
            problems.add(config.problem("size", "is needed for type = offset, at least 1"));
        } else if (size(config) < 1 && config.has("total-records")) {
            problems.add(config.problem("size", "is needed with total-records, at least 1"));
        }
        for (String pointer : List.of("at", "total-pages", "total-records")) {
            new Options(config, problems).pointer(pointer);
        }
        return problems;
    }

    private static List<String> needed(String type) {
        return switch (type) {
            case "next-url", "links", "continue" -> List.of("at");
            case "page", "offset", "keyset" -> List.of("param");
            case "cursor", "constant-cursor" -> List.of("param", "at");
            default -> List.of();
        };
    }

    private static Pages page(ConnectorConfig config) {
        Pages.Numbered pages = first(Pages.pageNumber(text(config, "param")).size(size(config)), config);
        if (config.has("total-pages-header")) {
            pages = pages.totalPagesHeader(config.string("total-pages-header"));
        }
        if (config.has("total-pages")) {
            pages = pages.totalPages(config.string("total-pages"));
        }
        return total(pages, config).pages();
    }

    private static Pages.Numbered first(Pages.Numbered pages, ConnectorConfig config) {
        return config.has("first") ? pages.startingAt(config.integer("first")) : pages;
    }

    private static Pages.Numbered total(Pages.Numbered pages, ConnectorConfig config) {
        return config.has("total-records") ? pages.totalRecords(config.string("total-records")) : pages;
    }

    private static int size(ConnectorConfig config) {
        return config.has("size") ? config.integer("size") : 0;
    }

    private static String text(ConnectorConfig config, String key) {
        return config.has(key) ? config.string(key) : "";
    }
}
