package dev.headrace.testkit.planted;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import java.util.function.Supplier;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suite as an author has it, over a mill with a fault. Its name keeps it out of the build's own tests. */
class PlantedContract extends ConnectorContract {
    private static volatile Supplier<GoodCase> planted = () -> Mill.goodCase(new Mill());

    @Override
    protected GoodCase goodCase() {
        return planted.get();
    }

    /** Runs one test of the suite. */
    static synchronized TestExecutionResult run(String test, Supplier<GoodCase> goodCase) {
        planted = goodCase;
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(PlantedContract.class, test))
                .build();
        Heard heard = new Heard();
        LauncherFactory.create().execute(request, heard);
        if (heard.result == null) {
            throw new AssertionError("the suite has no test " + test);
        }
        return heard.result;
    }

    private static final class Heard implements TestExecutionListener {
        private volatile TestExecutionResult result;

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult ended) {
            if (identifier.isTest()) {
                result = ended;
            }
        }
    }
}
