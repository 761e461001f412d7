package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Journal;
import dev.headrace.testkit.trial.OtherJvm;
import dev.headrace.testkit.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/** A run that was killed goes on in another JVM, where sets have another order and texts another language. */
final class TwoJvmsCheck implements Check {
    @Override
    public void of(Subject subject) {
        subject.healthySurvey();
        try (Trial trial = subject.trial()) {
            Ended here = trial.run();
            List<String> mine = Journal.of(here.watch());
            List<String> others = OtherJvm.journal(trial);
            List<String> onlyHere = without(mine, others);
            List<String> onlyThere = without(others, mine);
            if (!onlyHere.isEmpty() || !onlyThere.isEmpty()) {
                throw new ContractViolation(
                        "The same answers gave other items or ids in another JVM. Here: %s. There: %s."
                                .formatted(onlyHere, onlyThere),
                        "make items and ids of the answer and the configuration only: no clock, no random number, no default"
                                + " locale, charset or time zone, no order of a HashSet or of Set.of.");
            }
        }
    }

    private static List<String> without(List<String> all, List<String> known) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(known);
        return rest;
    }
}
