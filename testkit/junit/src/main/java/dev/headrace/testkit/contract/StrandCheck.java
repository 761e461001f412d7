package dev.headrace.testkit.contract;

import java.util.List;

/** Code of a connector on a thread of the I/O, of a timer or of a pool stops others, and races with itself. */
final class StrandCheck implements Check {
    @Override
    public void of(Subject subject) {
        List<String> strays = subject.survey().watch().strays();
        if (!strays.isEmpty()) {
            throw new ContractViolation(
                    "Code of the connector ran elsewhere than on its strand: " + String.join("; ", strays) + ".",
                    "leave threads to the engine: no ...Async methods, no executors, timers or clients of your own;"
                            + " StepContext.blocking(...) for what must block, the other stages for everything else.");
        }
    }
}
