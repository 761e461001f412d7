package dev.headrace.docs.messages;

/** What is wrong with one value of a configuration. */
final class ValueMessages {
    private static final String ABOUT = """
            A number has no quotes, a duration and a size have a unit, `true` and `false` are the only words for themselves, and a secret
            does not stand in the file.
            """;

    private static final String GITHUB = "connectors.github { repositories = [a/b], %s }";
    private static final String HTTP = "connectors.hackernews { http { %s } }";

    private ValueMessages() {}

    static Area area() {
        Area area = new Area("Values", ABOUT);
        singles(area);
        quantities(area);
        addresses(area);
        many(area);
        secrets(area);
        ofConnectors(area);
        return area;
    }

    private static void singles(Area area) {
        area.configuration("A list where a text belongs", "state = [a], connectors.hackernews {}")
                .configuration("A word that is not among the allowed", "connectors.hackernews { list = nwe }")
                .configuration("A section where a number belongs", GITHUB.formatted("page-size = { a = 1 }"))
                .configuration("A quoted number", GITHUB.formatted("page-size = \"50\""))
                .configuration("A number with a fraction", GITHUB.formatted("page-size = 50.5"))
                .configuration("A number out of range", GITHUB.formatted("page-size = 1000"))
                .configuration("No number in a variable", GITHUB.formatted("page-size = ${MANY}"))
                .configuration("Another word than true and false", HTTP.formatted("coalesce = yes"));
    }

    private static void quantities(Area area) {
        area.configuration("A duration without a unit", HTTP.formatted("attempt-timeout = 30"))
                .configuration("A duration that is none", HTTP.formatted("attempt-timeout = soon"))
                .configuration("A duration of nothing", HTTP.formatted("attempt-timeout = 0s"))
                .configuration("A list where a duration belongs", HTTP.formatted("attempt-timeout = [30s]"))
                .configuration("A size without a unit", HTTP.formatted("max-body = 16"))
                .configuration("A size that is none", HTTP.formatted("max-body = large"))
                .configuration("A list where a size belongs", HTTP.formatted("max-body = [16MiB]"));
    }

    private static void addresses(Area area) {
        area.configuration("A list where an address belongs", GITHUB.formatted("base-url = [a]"))
                .configuration(
                        "An address with a password",
                        GITHUB.formatted("base-url = \"https://me:t0p-s3cret@api.example\""))
                .configuration("An address that is none", GITHUB.formatted("base-url = \"https://api example\""))
                .configuration("An address without http", GITHUB.formatted("base-url = \"ftp://api.example\""));
    }

    private static void many(Area area) {
        area.configuration("A text where a list belongs", "connectors.github { repositories = a/b }")
                .configuration("Something else in a list of texts", "connectors.github { repositories = [{}] }")
                .configuration("A text where texts by name belong", prometheus("load"))
                .configuration("Something else among texts by name", prometheus("{ load = [a] }"));
    }

    private static String prometheus(String queries) {
        return "connectors.prometheus { base-url = \"http://127.0.0.1:9090\", from = \"2026-01-01T00:00:00Z\", queries = "
                + queries + " }";
    }

    private static void secrets(Area area) {
        area.configuration(
                        "A secret in the file",
                        GITHUB.formatted("token = t0p-s3cret").replace("t0p-s3cret", "in-the-file"))
                .configuration("A variable that is not set", GITHUB.formatted("token = ${?NOT_SET}"))
                .configuration(
                        "A variable that is not set, for a secret that is needed",
                        "connectors.github-graphql { repositories = [a/b], token = ${?NOT_SET} }")
                .configuration("A variable that is empty", GITHUB.formatted("token = ${EMPTY}"))
                .configuration("A list where a secret belongs", GITHUB.formatted("token = [x]"))
                .configuration("A secret in a section that is none", GITHUB.formatted("token = { path = x }"))
                .configuration("A secret in a file without a name", GITHUB.formatted("token = { file = [x] }"))
                .configuration("A secret in a file that is not there", GITHUB.formatted("token = { file = token.txt }"))
                .configuration("A secret in a directory", GITHUB.formatted("token = { file = \".\" }"))
                .with("A secret in a file that is too large", GITHUB.formatted("token = { file = large }"), desk -> {
                    desk.file("large", "x".repeat(65 * 1024));
                    return desk.validate(GITHUB.formatted("token = { file = large }"));
                })
                .with("A secret in an empty file", GITHUB.formatted("token = { file = empty }"), desk -> {
                    desk.file("empty", "\n");
                    return desk.validate(GITHUB.formatted("token = { file = empty }"));
                });
    }

    private static void ofConnectors(Area area) {
        area.configuration("What only the connector can judge", "connectors.github { repositories = [nobody] }")
                .configuration(
                        "A configured list of rest without streams",
                        "connectors.shop { connector = rest, base-url = \"https://shop.example\" }")
                .configuration(
                        "A proxy that is spoken to over https",
                        HTTP.formatted("proxy = \"https://proxy.example:3128\""))
                .configuration(
                        "A proxy and a Unix domain socket",
                        HTTP.formatted("proxy = \"http://proxy.example:3128\", unix-socket = upstream.sock"))
                .configuration(
                        "A user of a proxy without a password",
                        HTTP.formatted("proxy = \"http://proxy.example:3128\", proxy-user = me"))
                .configuration("A contact that no header can hold", HTTP.formatted("contact = \"me (at) home\""))
                .with("A certificate without its key", HTTP.formatted("certificate = { file = c.pem }"), desk -> {
                    desk.file("c.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                    return desk.validate(HTTP.formatted("certificate = { file = c.pem }"));
                })
                .with("Certificates that are none", HTTP.formatted("ca = { file = ca.pem }"), desk -> {
                    desk.file("ca.pem", "no certificate");
                    return desk.validate(HTTP.formatted("ca = { file = ca.pem }"));
                });
    }
}
