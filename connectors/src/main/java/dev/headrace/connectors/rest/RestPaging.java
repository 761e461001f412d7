package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Pages;
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
            .optional("param", ConfigSpec.Type.STRING, "The parameter of the query that changes from page to page")
            .optional("at", ConfigSpec.Type.STRING, "", "JSON Pointer to what the next page is known by")
            .optional("size", ConfigSpec.Type.INTEGER, "Records on a full page; a page with fewer is the last")
            .optional("first", ConfigSpec.Type.INTEGER, "For page: the number of the first page, 1 when not given")
            .optional(
                    "total-pages",
                    ConfigSpec.Type.STRING,
                    "For page: JSON Pointer to how many there are; makes pages parallel")
            .optional("total-records", ConfigSpec.Type.STRING, "For page and offset: the same in records; needs 'size'")
            .optional(
                    "total-pages-header", ConfigSpec.Type.STRING, "For page: the header field with how many there are");

    private RestPaging() {}

    static Pages of(ConnectorConfig config, ConnectorConfig stream) {
        RestStream.requirePointer(config, "at");
        return switch (config.string("type")) {
            case "next-url" -> Pages.nextUrl(given(config, "at"));
            case "links" -> Pages.linkList(given(config, "at"));
            case "page" -> page(config);
            case "offset" -> offset(config);
            case "cursor" -> Pages.cursor(given(config, "param"), given(config, "at"));
            case "constant-cursor" -> Pages.constantCursor(given(config, "param"), given(config, "at"));
            case "keyset" -> Pages.keyset(given(config, "param"), stream.string("id"), size(config));
            case "continue" -> Pages.continuation(given(config, "at"));
            default -> Pages.link();
        };
    }

    private static Pages page(ConnectorConfig config) {
        Pages.Numbered pages = Pages.pageNumber(given(config, "param")).size(size(config));
        if (config.has("first")) {
            pages = pages.startingAt(config.integer("first"));
        }
        if (config.has("total-pages-header")) {
            pages = pages.totalPagesHeader(config.string("total-pages-header"));
        }
        if (config.has("total-pages")) {
            pages = pages.totalPages(config.string("total-pages"));
        }
        return total(pages, config).pages();
    }

    private static Pages offset(ConnectorConfig config) {
        if (size(config) < 1) {
            throw new ConfigException(config.problem("size", "is needed for type = offset, at least 1"));
        }
        return total(Pages.offset(given(config, "param"), size(config)), config).pages();
    }

    private static Pages.Numbered total(Pages.Numbered pages, ConnectorConfig config) {
        if (!config.has("total-records")) {
            return pages;
        }
        if (size(config) < 1) {
            throw new ConfigException(config.problem("size", "is needed with total-records, at least 1"));
        }
        return pages.totalRecords(config.string("total-records"));
    }

    private static int size(ConnectorConfig config) {
        return config.has("size") ? config.integer("size") : 0;
    }

    private static String given(ConnectorConfig config, String key) {
        String value = config.has(key) ? config.string(key) : "";
        if (value.isEmpty()) {
            throw new ConfigException(config.problem(key, "is needed for type = " + config.string("type")));
        }
        return value;
    }
}
