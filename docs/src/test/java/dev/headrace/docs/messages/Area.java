package dev.headrace.docs.messages;

import java.util.ArrayList;
import java.util.List;

/** Messages that belong together: a chapter of the page. For one thread. */
final class Area {
    private final String title;
    private final String about;
    private final List<Provocation> provocations = new ArrayList<>();

    /** @param about what the reader should know, as a paragraph of Markdown */
    Area(String title, String about) {
        this.title = title;
        this.about = about;
    }

    Area with(String what, String given, Provocation.Act act) {
        provocations.add(new Provocation(what, given.strip(), act));
        return this;
    }

    /** A configuration that {@code headrace validate} has something to say about. */
    Area configuration(String what, String configuration) {
        return with(what, configuration, desk -> desk.validate(configuration));
    }

    /** A command line, without the program's name. */
    Area command(String arguments) {
        return with("headrace " + arguments, "", desk -> desk.command(arguments.split(" ", -1)));
    }

    String title() {
        return title;
    }

    String about() {
        return about;
    }

    List<Provocation> provocations() {
        return provocations;
    }
}
