package dev.headrace.testkit.contract;

/** All promises, in the order in which a reader wants them: what is broken first explains most of what follows. */
public enum Promise {
    /** The good case ends well and gives the records that it should. */
    GOOD_CASE(new GoodCaseCheck()),
    /** Records are what the connector says they are. */
    AS_DOCUMENTED(new SchemaCheck()),
    /** The connector can be found and brings nothing that it must not. */
    PLUGIN(new PluginCheck()),
    /** The walk ends. */
    FOLLOW_UPS(new FollowUpsCheck()),
    /** No code of the connector blocks its strand. */
    NEVER_BLOCKS(new BlockingCheck()),
    /** Items that do not depend on each other are under way together. */
    CONCURRENT(new ConcurrencyCheck()),
    /** The connector's code runs on its strand only. */
    OWN_STRAND(new StrandCheck()),
    /** Every stage is waited for by somebody. */
    NO_ABANDONED_STAGE(new AbandonedStageCheck()),
    /** A failed item costs itself alone. */
    POISONED(new PoisonCheck()),
    /** Requests leave through the engine. */
    THROUGH_THE_ENGINE(new OwnClientCheck()),
    /** The declared limits hold. */
    LIMITS(new LimitsCheck()),
    /** What the upstream says of its patience is heeded. */
    RETRY_AFTER(new RetryAfterCheck()),
    /** What is hopeless is not tried again, what is not is. */
    RETRIES(new RetriesCheck()),
    /** Pages that loop, shift or come twice end. */
    PAGINATION(new PaginationCheck()),
    /** A body that ends too early. */
    TRUNCATED_BODY(new BodyCheck(BodyFault.TRUNCATED)),
    /** A body that takes for ever. */
    SLOW_BODY(new BodyCheck(BodyFault.SLOW)),
    /** A body larger than allowed. */
    OVERSIZED_BODY(new BodyCheck(BodyFault.OVERSIZED)),
    /** A body that is not what it should be. */
    GARBAGE_BODY(new BodyCheck(BodyFault.GARBAGE)),
    /** A body in another encoding than it says. */
    WRONG_ENCODING(new BodyCheck(BodyFault.WRONG_ENCODING)),
    /** No body. */
    EMPTY_BODY(new BodyCheck(BodyFault.EMPTY)),
    /** Credentials stay with their origin. */
    CREDENTIALS(new OriginCheck()),
    /** Secrets are seen nowhere. */
    SECRETS(new SecretsCheck()),
    /** Two JVMs do the same. */
    SAME_IN_TWO_JVMS(new TwoJvmsCheck()),
    /** A killed run goes on as if nothing had been. */
    CRASHES(new CrashCheck()),
    /** A stopped run ends. */
    CANCELLATION(new CancellationCheck()),
    /** No thread is left behind. */
    NO_THREADS_LEFT(new ThreadsCheck()),
    /** No memory is left behind. */
    NO_MEMORY_LEFT(new MemoryCheck()),
    /** A bad configuration is told in words. */
    CONFIGURATION(new ConfigurationCheck());

    // Checks are stateless.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Check check;

    Promise(Check check) {
        this.check = check;
    }

    /**
     * Looks whether the promise is kept.
     *
     * @throws ContractViolation if it is not
     * @throws dev.headrace.testkit.trial.TrialFailure if it could not be told
     * @throws org.opentest4j.TestAbortedException if it is not one that this connector makes, saying why
     */
    public void check(Subject subject) {
        check.of(subject);
    }
}
