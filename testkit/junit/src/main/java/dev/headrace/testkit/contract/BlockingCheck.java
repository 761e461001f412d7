package dev.headrace.testkit.contract;

import dev.headrace.detector.Detection;
import dev.headrace.detector.Finding;
import dev.headrace.engine.StrandDetection;
import dev.headrace.engine.report.DiagnosisReport;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.trial.TrialFailure;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A blocked strand makes its connector slow and costs the others a thread. The probes in the JDK's methods see each call, however
 * short; counted waits tell of monitors; the watchdog sees what has no probe, such as native code.
 */
final class BlockingCheck implements Check {
    private static final String ADVICE =
            "hand what must block to StepContext.blocking(...), and wait with the stages' own methods.";

    @Override
    public void of(Subject subject) {
        // Classes are loaded and initialised by then.
        subject.survey();
        try (Detection probes = started(subject.good().mayBlock());
                Trial trial = subject.trial().unwatched().counting(probes).engine("stuck-after = 5ms")) {
            RunReport report = trial.run().report();
            report.diagnosis().flatMap(DiagnosisReport::problem).ifPresent(BlockingCheck::blind);
            judge(report.blocking());
        }
    }

    private static Detection started(List<String> mayBlock) {
        try {
            return StrandDetection.start(mayBlock);
        } catch (IllegalStateException without) {
            throw new TrialFailure(
                    "Blocking calls cannot be seen in this JVM: %s%nGive it -javaagent:headrace-detector.jar, or let it attach to itself."
                            .formatted(without.getMessage()));
        }
    }

    private static void blind(String problem) {
        throw new TrialFailure("Not every blocking call can be seen in this JVM: " + problem);
    }

    private static void judge(List<Finding> findings) {
        if (!findings.isEmpty()) {
            String sentences = findings.stream().map(Finding::sentence).collect(Collectors.joining("; "));
            throw new ContractViolation(
                    "Code on the strand blocks: %s.%n%s"
                            .formatted(sentences, findings.get(0).site().stack()),
                    ADVICE);
        }
    }
}
