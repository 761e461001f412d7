package dev.headrace.engine.corpus;

import dev.headrace.engine.corpus.acts.Console;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Does the acts that need a console of their own, and leaves what came of them in a file. */
public final class ConsoleProgram {
    /** What is written for an act that was found as it had to be. */
    static final String AS_EXPECTED = "as expected: ";

    private ConsoleProgram() {}

    /** @param arguments a directory, and the file */
    public static void main(String[] arguments) throws Exception {
        Acts acts = new Acts();
        Console.addTo(acts);
        List<String> lines = new ArrayList<>();
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults())) {
            for (Act act : acts.all()) {
                Outcome outcome = Trial.of(act, 0, carriers, Path.of(arguments[0]));
                lines.add((outcome.isAsExpected() ? AS_EXPECTED : "found as " + outcome.told() + ": ")
                        .replace(System.lineSeparator(), " ")
                        .concat(outcome.row().text()));
            }
        }
        Files.write(Path.of(arguments[1]), lines);
        System.err.println("done");
    }
}
