package dev.headrace.testkit.contract;

import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.testkit.trial.Trial;
import java.util.List;

/** The failure of a stage that nobody waits for is lost, and its work goes on after its item. */
final class AbandonedStageCheck implements Check {
    @Override
    public void of(Subject subject) {
        subject.healthySurvey();
        try (Trial trial = subject.trial().unwatched()) {
            List<AbandonedStage> abandoned = trial.run().report().abandoned();
            if (!abandoned.isEmpty()) {
                String places = String.join(
                        "; ", abandoned.stream().map(AbandonedStage::sentence).toList());
                throw new ContractViolation(
                        "Stages were made and then dropped: " + places + ".",
                        "return the stage, or combine it with the one that is returned: thenCompose, thenCombine, gather(...).");
            }
        }
    }
}
