package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One bounded message for any number of failures. */
class GatherExceptionTest {
    @Test
    void aFewFailuresAreAllNamedWithTheirInputs() {
        GatherException thrown = failing(repositories(200), (input, item) -> switch (input) {
            case "repo/17" -> CompletableFuture.failedStage(new IOException("HTTP 503"));
            case "repo/30" -> CompletableFuture.failedStage(new IllegalStateException());
            case "repo/44" -> CompletableFuture.failedStage(new IOException("HTTP 502"));
            default -> CompletableFuture.completedStage(input);
        });

        assertThat(thrown)
                .hasMessage("3 of 200 items failed (2 kinds): #17 repo/17: IOException: HTTP 503; "
                        + "#30 repo/30: IllegalStateException; #44 repo/44: IOException: HTTP 502");
        assertThat(thrown.getSuppressed()).hasSize(3);
        assertThat(thrown.summary().failed()).isEqualTo(3);
    }

    @Test
    void manyFailuresAreCountedByKind() {
        GatherException thrown = failing(
                repositories(1_000),
                (input, item) -> CompletableFuture.failedStage(
                        item.index() % 10 == 0 ? new IllegalStateException("odd") : new IOException("HTTP 503")));

        assertThat(thrown)
                .hasMessageStartingWith("1000 of 1000 items failed (2 kinds): #0 repo/0: IllegalStateException: odd; ")
                .hasMessageEndingWith("; and 896 more IOException, 99 more IllegalStateException");
        assertThat(thrown.getSuppressed()).hasSize(10);
    }

    /** Counted, not timed: how often a failure or an input is turned into text, and how much text comes out. */
    @Test
    void aHundredThousandFailuresCostNoMoreTextThanAThousand() {
        Cost few = costOf(1_000);
        Cost many = costOf(100_000);

        assertThat(many.texts).isEqualTo(few.texts).isLessThan(50);
        assertThat(many.message.length()).isLessThan(1_000).isCloseTo(few.message.length(), within(20));
        assertThat(many.suppressed).isEqualTo(few.suppressed).isEqualTo(10);
    }

    @Test
    void theMessageIsBoundedWhateverInputsAndMessagesSay() {
        String endless = "x".repeat(100_000);

        GatherException thrown = failing(
                IntStream.range(0, 20).mapToObj(i -> i + endless).toList(),
                (input, item) -> CompletableFuture.failedStage(new IOException(input)));

        assertThat(thrown.getMessage()).hasSizeLessThan(3_000);
    }

    @Test
    void manyKindsAreCutShort() {
        GatherException thrown = failing(
                repositories(18), (input, item) -> CompletableFuture.failedStage(kinds().get((int) item.index())));

        assertThat(thrown)
                .hasMessageStartingWith("18 of 18 items failed (18 kinds): #0 repo/0: ArithmeticException; ")
                .hasMessageEndingWith(" and 3 other kinds");
    }

    @Test
    void whatCannotBePrintedIsNamedByItsKind() {
        GatherException thrown = failing(
                List.of(new Unprintable()), (input, item) -> CompletableFuture.failedStage(new UnprintableException()));

        assertThat(thrown)
                .hasMessageContaining("Unprintable (its toString threw IllegalStateException)")
                .hasMessageEndingWith("UnprintableException (its getMessage threw IllegalStateException)");
    }

    @Test
    void anEarlyEndSaysWhyAndWhatIsMissing() {
        Gather.Handle<Gathered<String, String>> handle = Gather.over(repositories(10))
                .concurrency(2)
                .executor(Runnable::run)
                .toList((input, item) ->
                        input.equals("repo/0") ? CompletableFuture.completedStage(input) : new CompletableFuture<>());
        handle.cancel("the run was stopped");

        GatherException thrown = catchThrowableOfType(
                GatherException.class, () -> Rig.end(handle).valuesOrThrow());

        assertThat(thrown)
                .hasMessage("Ended by CANCELLED (the run was stopped): 1 succeeded, 2 cancelled, 7 not started");
    }

    @Test
    void whatBrokeTheInputsIsTheFirstCause() {
        IllegalStateException broken = new IllegalStateException("page 2");
        Gather.Handle<Gathered<String, String>> handle = Gather.over((Iterable<String>) () -> {
                    throw broken;
                })
                .concurrency(2)
                .executor(Runnable::run)
                .toList((input, item) -> CompletableFuture.completedStage(input));

        GatherException thrown = catchThrowableOfType(
                GatherException.class, () -> Rig.end(handle).valuesOrThrow());

        assertThat(thrown)
                .hasMessage("Ended by INPUT_FAILED, IllegalStateException: page 2: "
                        + "0 succeeded, 0 cancelled, 0 not started");
        assertThat(thrown.getSuppressed()).containsExactly(broken);
    }

    @Test
    void itTravelsThroughStagesAsItself() {
        CompletableFuture<List<String>> values = Gather.over(repositories(1))
                .concurrency(1)
                .executor(Runnable::run)
                .toList((input, item) -> CompletableFuture.<String>failedStage(new IOException("HTTP 503")))
                .result()
                .thenApply(Gathered::valuesOrThrow)
                .toCompletableFuture();

        CompletionException thrown = catchThrowableOfType(CompletionException.class, values::join);

        assertThat(Failures.unwrap(thrown)).isInstanceOf(GatherException.class);
    }

    private static <I> GatherException failing(List<I> inputs, Gather.Mapper<I, I> mapper) {
        Gathered<I, I> gathered = Rig.end(
                Gather.<I>over(inputs).concurrency(8).executor(Runnable::run).toList(mapper));
        return catchThrowableOfType(GatherException.class, gathered::valuesOrThrow);
    }

    private static List<String> repositories(int count) {
        return IntStream.range(0, count).mapToObj(i -> "repo/" + i).toList();
    }

    private static Cost costOf(int failures) {
        AtomicInteger texts = new AtomicInteger();
        GatherException thrown = failing(
                IntStream.range(0, failures).mapToObj(i -> new Counted(texts)).toList(),
                (input, item) -> CompletableFuture.failedStage(new CountedException(texts)));
        return new Cost(texts.get(), thrown.getMessage(), thrown.getSuppressed().length);
    }

    /** Eighteen: five are the examples, ten of the rest are named, three are not. */
    private static List<Throwable> kinds() {
        return List.of(
                new ArithmeticException(),
                new ArrayStoreException(),
                new ClassCastException(),
                new ClassNotFoundException(),
                new CloneNotSupportedException(),
                new IllegalArgumentException(),
                new IllegalCallerException(),
                new IllegalMonitorStateException(),
                new IllegalStateException(),
                new IndexOutOfBoundsException(),
                new InstantiationException(),
                new LayerInstantiationException(),
                new NegativeArraySizeException(),
                new NoSuchFieldException(),
                new NoSuchMethodException(),
                new NullPointerException(),
                new NumberFormatException(),
                new SecurityException());
    }

    private record Cost(int texts, String message, int suppressed) {}

    private record Counted(AtomicInteger texts) {
        @Override
        public String toString() {
            return "input " + texts.incrementAndGet();
        }
    }

    private static final class CountedException extends Exception {
        private final transient AtomicInteger texts;

        CountedException(AtomicInteger texts) {
            super(null, null, false, false);
            this.texts = texts;
        }

        @Override
        public String getMessage() {
            return "failure " + texts.incrementAndGet();
        }
    }

    private static final class Unprintable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    private static final class UnprintableException extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}
