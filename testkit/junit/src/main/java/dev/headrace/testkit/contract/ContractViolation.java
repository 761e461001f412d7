package dev.headrace.testkit.contract;

/** A promise that the connector does not keep: what was seen, and what its author should do. */
public final class ContractViolation extends AssertionError {
    private static final long serialVersionUID = 1;

    /**
     * @param seen a sentence
     * @param advice a sentence in the imperative
     */
    ContractViolation(String seen, String advice) {
        super(seen + "\nWhat to do: " + advice);
    }
}
