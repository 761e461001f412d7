package dev.headrace.docs.messages;

/** What is wrong with a configuration as a whole: its text, its sections, its names. */
final class ConfigurationMessages {
    private static final String ABOUT = """
            All problems of a configuration are told at once, each with file, line and the path of the option, before anything is sent.
            `headrace validate` tells them, too. No value that came from the environment is shown.
            """;

    private ConfigurationMessages() {}

    static Area area() {
        Area area = new Area("Configurations", ABOUT);
        sections(area);
        limits(area);
        serve(area);
        syntax(area);
        files(area);
        return area;
    }

    private static void sections(Area area) {
        area.configuration("An option that there is not", "connectors.github { repositories = [a/b], tokne = x }")
                .configuration("An option that is missing", "connectors.github {}")
                .configuration("An option given twice", """
                        connectors.github {
                          repositories = [a/b]
                          page-size = 50
                          page-size = 100
                        }
                        """)
                .configuration("No connector", "state = x.db")
                .configuration("A connector that there is not", "connectors.githb {}")
                .configuration("An instance of a connector that there is not", "connectors.mine { connector = githb }")
                .configuration("A connector's name from the environment", "connectors.mine { connector = ${TOKEN} }")
                .configuration("A name that no instance can have", "connectors.\"My Hub\" { connector = hackernews }")
                .configuration("A sink that there is not", "output { type = jsonlines }, connectors.hackernews {}")
                .configuration("Something else where a section belongs", "connectors.hackernews = new")
                .configuration(
                        "A directory of plugins that there is not", "plugins = nowhere, connectors.hackernews {}")
                .configuration(
                        "What may block, without a reason",
                        "engine.may-block = [\"com.acme.Cache\"], connectors.hackernews {}");
    }

    private static void limits(Area area) {
        area.configuration(
                        "A limit that nobody has named",
                        "limits.shared { permits = 1, per = 1s }, connectors.hackernews { under = [shred] }")
                .configuration("A limit without a rule", "limits.shared {}, connectors.hackernews {}")
                .configuration("A limit with half a window", "limits.shared { permits = 5 }, connectors.hackernews {}")
                .configuration("Windows that are no list", "limits.shared { windows = 5 }, connectors.hackernews {}")
                .configuration("A window without numbers", "limits.shared { windows = [{}] }, connectors.hackernews {}")
                .configuration(
                        "A window of no length", "limits.shared { permits = 5, per = 0s }, connectors.hackernews {}")
                .configuration(
                        "A limit on something that is no endpoint",
                        "limits.shared { permits = 5, per = 1s, endpoints = [search] }, connectors.hackernews {}")
                .configuration(
                        "A name that no limit can have",
                        "limits.\"a b\" { permits = 5, per = 1s }, connectors.hackernews {}");
    }

    private static void serve(Area area) {
        area.configuration("A schedule of two kinds", "connectors.hackernews { every = 15m, cron = \"0 3 * * *\" }")
                .configuration("A schedule without a pause", "connectors.hackernews { every = 0s }")
                .configuration(
                        "A time zone that there is not",
                        "serve { cron = \"0 3 * * *\", time-zone = Mars }, connectors.hackernews {}");
        String wrong = "connectors.hackernews { cron = \"0 25 * * *\" }";
        area.with("headrace serve, with a cron expression that is none", wrong, desk -> {
            desk.file("serve.conf", wrong);
            return desk.command("serve", "./serve.conf");
        });
    }

    /** Every way in which a file is no HOCON that there are words for. */
    private static void syntax(Area area) {
        area.configuration("A character with a meaning", "state = a & b")
                .configuration("A quote that is not closed", "state = \"a")
                .configuration("Triple quotes that are not closed", "state = \"\"\"a")
                .configuration("A backslash in quotes", "state = \"C:\\data\"")
                .configuration("A substitution that is not closed", "state = ${NAME")
                .configuration("A dollar sign", "state = $HOME")
                .configuration("A brace that is not closed", "connectors { hackernews {}")
                .configuration("A brace too many", "connectors { hackernews {} } }")
                .configuration("A name without a value", "connectors")
                .configuration("A value that is missing", "state = ,")
                .configuration("A list that goes wrong", "connectors.github { repositories = [ , a/b] }")
                .configuration("Two values on a line", "state = 5 : 6")
                .configuration("A value without a name", "= 5")
                .configuration("An include of no file", "include 5")
                .configuration("Two dots in a name", "a..b = 5")
                .configuration("A substitution in a circle", "state = ${defaults.a}, defaults.a = ${state}")
                .configuration(
                        "A substitution that nothing answers", "state = ${STATE_FILE}, connectors.hackernews {}");
    }

    private static void files(Area area) {
        area.with("A file that is not there", "", desk -> desk.command("validate", "./nowhere.conf"))
                .with("A file that is no text", "", desk -> {
                    desk.file("binary.conf", new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
                    return desk.command("validate", "./binary.conf");
                })
                .configuration("An include of a file that is not there", "include \"nowhere.conf\"")
                .with("An include of a directory", "include \"more\"", desk -> {
                    desk.file("more/x", "");
                    return desk.validate("include \"more\"");
                })
                .configuration("An include of itself", "include \"headrace.conf\"")
                .configuration("An include from elsewhere", "include url(\"https://config.example/headrace.conf\")")
                .with("A problem in an included file", "include \"more.conf\"", desk -> {
                    desk.file("more.conf", "# more\nconnectors.github { repositories = [a/b], page-size = 0 }\n");
                    return desk.validate("include \"more.conf\"");
                });
    }
}
