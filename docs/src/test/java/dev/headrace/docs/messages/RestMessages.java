package dev.headrace.docs.messages;

/** What is wrong with a configured API, or with the options of another bundled connector. */
final class RestMessages {
    private static final String ABOUT = """
            What only a connector can judge is told as all other problems are, with file, line and path. Most of it is about `rest`, whose
            configuration is a language of its own.
            """;

    private static final String SHOP = "connectors.shop { connector = rest, base-url = \"https://shop.example\", %s }";

    private RestMessages() {}

    static Area area() {
        Area area = new Area("Bundled connectors", ABOUT);
        access(area);
        pages(area);
        cursors(area);
        records(area);
        others(area);
        return area;
    }

    private static String list(String options) {
        return SHOP.formatted("streams.orders { path = \"/orders\", " + options + " }");
    }

    private static void access(Area area) {
        String list = ", streams.orders { path = \"/orders\" }";
        area.configuration("A token that is not given", SHOP.formatted("auth { type = bearer }" + list))
                .configuration(
                        "A login that says nothing of its answer",
                        SHOP.formatted(
                                "auth { type = session, user = me, password = ${TOKEN}, session { url = \"https://shop.example/login\" } }"
                                        + list))
                .configuration(
                        "A login without its address",
                        SHOP.formatted("auth { type = session, user = me, password = ${TOKEN} }" + list))
                .configuration("Half a limit", SHOP.formatted("limit { permits = 5 }" + list))
                .configuration(
                        "Half a hint",
                        SHOP.formatted("limit { permits = 5, per = 1s, hints { refusal = slow } }" + list));
    }

    private static void pages(Area area) {
        area.configuration("Paging without what it needs", list("pagination { type = cursor }"))
                .configuration("Offsets without a size", list("pagination { type = offset, param = offset }"))
                .configuration("An end that is none", list("pagination { type = page, param = page, stop = [never] }"))
                .configuration(
                        "A short page of what size",
                        list("pagination { type = page, param = page, stop = [short-page] }"))
                .configuration(
                        "A total of records without a size",
                        list("pagination { type = page, param = page, total-records = \"/total\" }"))
                .configuration("A pointer that is none", list("pagination { type = next-url, at = next }"))
                .configuration(
                        "A place for what is not sent", list("pagination { type = page, param = page, in = body }"))
                .configuration(
                        "Pages of a body that is read record by record",
                        list("stream = true, pagination { type = link }"))
                .configuration(
                        "Pages that are asked for with conditions",
                        list("conditional = true, pagination { type = link }"));
    }

    private static void cursors(Area area) {
        area.configuration(
                        "A cursor from two places",
                        list("incremental { param = since, field = updated, at = \"/now\" }"))
                .configuration("A cursor from nowhere", list("incremental { param = since }"))
                .configuration(
                        "A cursor in the path of the first run",
                        SHOP.formatted(
                                "streams.orders { path = \"/orders/{cursor}\", incremental { field = updated } }"))
                .configuration(
                        "Windows and a cursor",
                        list(
                                "windows { from = \"2026-01-01\", size = 1d }, incremental { param = since, field = updated }"))
                .configuration(
                        "Half of what splits windows",
                        list("windows { from = \"2026-01-01\", size = 1d, split { above = 100 } }"))
                .configuration("Windows of no length", list("windows { from = \"2026-01-01\", size = 1ms }"))
                .configuration("Windows from a time that is none", list("windows { from = yesterday, size = 1d }"));
    }

    private static void records(Area area) {
        area.configuration("A parent that there is not", list("parent = shops"))
                .configuration(
                        "Parents of each other",
                        SHOP.formatted("streams { a { path = \"/a\", parent = b }, b { path = \"/b\", parent = a } }"))
                .configuration(
                        "A child for each of a list",
                        SHOP.formatted(
                                "streams { shops { path = \"/shops\" }, orders { path = \"/{id}\", parent = shops, each = [a] } }"))
                .configuration("A separator of several characters", list("format = csv, separator = \"||\""))
                .configuration("Names without a place for them", list("key-field = name"))
                .configuration("XML record by record without its element", list("format = xml, stream = true"))
                .configuration(
                        "A star in a body that is read record by record",
                        list("stream = true, records = \"/*/orders\""))
                .configuration("A status that is none", list("none-on = [many]"))
                .configuration(
                        "A failure known in two ways",
                        list("failures.busy { at = \"/error\", equals = [busy], not = [idle] }"))
                .configuration("A body of two kinds", list("body { json = \"{}\", form { a = b } }"));
    }

    private static void others(Area area) {
        area.configuration(
                        "A user without a password",
                        "connectors.couchdb { base-url = \"https://couch.example\", databases = [orders], user = me }")
                .configuration(
                        "A name of no database",
                        "connectors.couchdb { base-url = \"https://couch.example\", databases = [Orders] }")
                .configuration(
                        "A name of no index",
                        "connectors.elasticsearch { base-url = \"https://search.example\", indices = [Orders] }")
                .configuration(
                        "A query that is no JSON",
                        "connectors.elasticsearch { base-url = \"https://search.example\", indices = [orders], query = \"{\" }")
                .configuration(
                        "A stream that there is not, of GitHub",
                        "connectors.github { repositories = [a/b], streams = [pulls] }")
                .configuration(
                        "A stream that there is not, of a wiki",
                        "connectors.mediawiki { base-url = \"https://wiki.example\", streams = [users] }")
                .configuration(
                        "A stream that there is not, of WordPress",
                        "connectors.wordpress { base-url = \"https://blog.example\", streams = [users] }")
                .configuration(
                        "Nothing of a server of Mastodon",
                        "connectors.mastodon { base-url = \"https://social.example\" }")
                .configuration(
                        "A step of no seconds",
                        "connectors.prometheus { base-url = \"https://prom.example\", from = \"2026-01-01T00:00:00Z\", queries { load = node_load1 }, step = 1ms }")
                .configuration(
                        "A time that is none",
                        "connectors.prometheus { base-url = \"https://prom.example\", from = yesterday, queries { load = node_load1 } }")
                .configuration(
                        "A name of no subreddit",
                        "connectors.reddit { subreddits = [r/rivers], client-id = a, client-secret = ${TOKEN}, user-agent = a }");
    }
}
