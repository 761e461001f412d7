package dev.headrace.detector.scan.corpus;

import dev.headrace.detector.MayBlock;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.concurrent.CompletionStage;
import org.example.signing.Signer;

/** Connectors for what a report says, beside whether there is anything to say. */
public final class Told {
    private Told() {}

    /** */
    public static final class SignsTwice extends Sample {
        private final Signer signer = new Signer();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String once = signer.sign(item.kind());
            String twice = signer.sign(once);
            return context.http().get(twice).thenApply(reply -> Step.empty());
        }
    }

    /** What no class file shows. */
    public static final class SleepsByReflection extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws ReflectiveOperationException {
            Thread.class.getMethod("sleep", long.class).invoke(null, 500L);
            return done();
        }
    }

    /** */
    @MayBlock(" ")
    public static final class HasAnEmptyReason extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
            Thread.sleep(1);
            return done();
        }
    }

    /** */
    public static final class HasAReasonTooMany extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(path()).thenApply(reply -> Step.empty());
        }

        @MayBlock("it used to read a file")
        private static String path() {
            return "/";
        }
    }
}
