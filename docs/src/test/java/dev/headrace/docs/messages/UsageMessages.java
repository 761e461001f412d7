package dev.headrace.docs.messages;

/** What is wrong with a command line. */
final class UsageMessages {
    private static final String ABOUT = """
            Wrong usage ends with exit code 2, and the command's help follows on the message, which is left out here.
            """;

    private UsageMessages() {}

    static Area area() {
        Area area = new Area("Command line", ABOUT)
                .command("rum")
                .command("run --fast")
                .command("run ./nowhere.conf")
                .command("run --ui 70000 ./nowhere.conf")
                .command("describe")
                .command("describe githb")
                .command("connectors --plugins ./nowhere")
                .command("probe shop.example/orders")
                .command("state")
                .command("state reset ./nowhere.conf")
                .command("demo --pages=many")
                .command("check ./nowhere.jar")
                .command("init githb --output ./x.conf")
                .command("init feed --output ./nowhere/x.conf")
                .command("new-connector RiverLevels")
                .command("new-connector connector")
                .command("new-connector github")
                .command("new-connector river-levels --group=my-rivers")
                .command("new-connector river-levels --package=com.new")
                .command("completion tcsh");
        area.with("headrace init feed, where there is such a file", "", desk -> {
            desk.file("kept.conf", "mine");
            return desk.command("init", "feed", "--output", "./kept.conf");
        });
        area.with("headrace new-connector river-levels, where there is such a directory", "", desk -> {
            desk.file("river-levels/README.md", "mine");
            return desk.command("new-connector", "river-levels", "--directory", "./river-levels");
        });
        area.with("headrace state show, before the first run", "", desk -> {
            desk.file("new.conf", "connectors.hackernews {}");
            return desk.command("state", "show", "./new.conf");
        });
        area.with("headrace report, before the first run", "", desk -> {
            desk.file("new.conf", "connectors.hackernews {}");
            return desk.command("report", "./new.conf");
        });
        area.with("headrace report, of a run that there is not", "", desk -> {
            desk.file("new.conf", "connectors.hackernews {}");
            return desk.command("report", "./new.conf", "20010101");
        });
        area.with(
                "headrace validate, with several problems", "connectors.hackernews { lst = new, list = nwe }", desk -> {
                    desk.file("wrong.conf", "connectors.hackernews { lst = new, list = nwe }");
                    return desk.command("validate", "./wrong.conf");
                });
        return area;
    }
}
