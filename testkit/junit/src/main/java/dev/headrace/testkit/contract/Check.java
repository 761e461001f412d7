package dev.headrace.testkit.contract;

/** One promise that every connector makes. Stateless. */
@FunctionalInterface
interface Check {
    /**
     * Looks whether the promise is kept.
     *
     * @throws ContractViolation if it is not
     * @throws dev.headrace.testkit.trial.TrialFailure if it could not be told
     * @throws org.opentest4j.TestAbortedException if the promise is not one that this connector makes, saying why
     */
    void of(Subject subject);
}
