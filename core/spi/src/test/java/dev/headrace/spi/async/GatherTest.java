package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.async.Outcome.Failure;
import dev.headrace.spi.async.Outcome.Success;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of each input, whatever its mapper does. */
class GatherTest {
    private final Rig rig = new Rig();

    @AfterEach
    void stopThreads() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureCostsNoOtherItemItsResult(Completion completion) {
        IOException broken = new IOException("HTTP 503");

        Gathered<String, Integer> gathered = Rig.end(rig.<String>over(List.of("a", "bb", "ccc"))
                .toList((word, item) ->
                        word.equals("bb") ? completion.failure(rig, broken) : completion.of(rig, word.length())));

        assertThat(gathered.outcomes())
                .containsExactly(new Success<>(0, "a", 1), new Failure<>(1, "bb", broken), new Success<>(2, "ccc", 3));
        assertThat(gathered.summary()).isEqualTo(new Summary(Stop.EXHAUSTED, 3, 2, 1, 0, 0, null));
        assertThat(gathered.summary().complete()).isFalse();
        assertThat(gathered.values()).containsExactly(1, 3);
        assertThat(gathered.failures()).containsExactly(new Failure<>(1, "bb", broken));
    }

    @ParameterizedTest
    @EnumSource
    void theListIsInTheOrderOfTheInputs(Completion completion) {
        List<Integer> inputs = Numbers.upTo(1_000);

        Gathered<Integer, Integer> gathered =
                Rig.end(rig.<Integer>over(inputs).toList((input, item) -> completion.of(rig, -input)));

        assertThat(gathered.outcomes()).extracting(Outcome::index).isSorted().hasSize(1_000);
        assertThat(gathered.outcomes()).extracting(Outcome::input).isEqualTo(inputs);
        assertThat(gathered.valuesOrThrow())
                .isEqualTo(inputs.stream().map(i -> -i).toList());
    }

    @Test
    void forEachTellsOutcomesInTheOrderOfCompletion() {
        List<CompletableFuture<String>> stages = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Gather.Handle<Summary> handle = Gather.over(List.of("a", "b", "c"))
                .concurrency(3)
                .executor(Runnable::run)
                .forEach((input, item) -> kept(stages), outcome -> told.add(outcome.index() + outcome.input()));

        stages.get(2).complete("C");
        stages.get(0).complete("A");
        stages.get(1).complete("B");

        assertThat(told).containsExactly("2c", "0a", "1b");
        assertThat(Rig.end(handle).complete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aNullValueIsASuccess(Completion completion) {
        Gathered<String, String> gathered =
                Rig.end(rig.<String>over(List.of("a")).toList((input, item) -> completion.of(rig, null)));

        assertThat(gathered.outcomes()).containsExactly(new Success<>(0, "a", null));
        assertThat(gathered.valuesOrThrow()).containsExactly((String) null);
    }

    @Test
    void aNullInputIsAnInputLikeAnother() {
        Gathered<String, String> gathered = Rig.end(rig.<String>over(Arrays.asList("a", null, "c"))
                .toList((input, item) -> CompletableFuture.completedStage(input.toUpperCase(Locale.ROOT))));

        assertThat(gathered.values()).containsExactly("A", "C");
        assertThat(gathered.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.index()).isEqualTo(1);
            assertThat(failure.cause()).isInstanceOf(NullPointerException.class);
        });
    }

    @Test
    void noInputsAreCompleteAtOnce() {
        Gather.Handle<Gathered<String, String>> handle = Gather.<String>over(List.of())
                .concurrency(1)
                .executor(Runnable::run)
                .toList((input, item) -> new CompletableFuture<>());

        assertThat(handle.result().toCompletableFuture()).isCompleted();
        assertThat(Rig.end(handle).summary().complete()).isTrue();
        assertThat(Rig.end(handle).valuesOrThrow()).isEmpty();
    }

    @Test
    void aMapperWithoutAStageIsAFailureThatNamesTheItem() {
        Gathered<String, String> gathered =
                Rig.end(rig.<String>over(List.of("a", "repo/x")).toList((input, item) -> noStageFor(input)));

        assertThat(gathered.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("the mapper returned null instead of a stage for #1 repo/x"));
    }

    @Test
    void whateverTheMapperThrowsIsItsItemsFailureOnly() {
        List<Throwable> thrown = List.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new NoClassDefFoundError("missing/Class"),
                new AssertionError("wrong"),
                new StackOverflowError());

        Gathered<Throwable, String> gathered =
                Rig.end(rig.<Throwable>over(thrown).toList((input, item) -> {
                    throw sneaky(input);
                }));

        assertThat(gathered.failures()).extracting(Failure::cause).isEqualTo(thrown);
        assertThat(gathered.summary().stop()).isEqualTo(Stop.EXHAUSTED);
    }

    @Test
    void anInterruptedMapperLeavesItsThreadInterrupted() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Gathered<String, String> gathered = Rig.end(Gather.over(List.of("a"))
                .concurrency(1)
                .executor(task -> {
                    task.run();
                    interrupted.compareAndSet(false, Thread.interrupted());
                })
                .toList((input, item) -> {
                    throw new InterruptedException("told to stop");
                }));

        assertThat(gathered.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(InterruptedException.class));
        assertThat(interrupted).isTrue();
    }

    @Test
    void theCauseIsTheFailureWithoutItsWrappers() {
        IOException broken = new IOException("reset");
        Throwable wrapped = new CompletionException(new CompletionException(broken));

        Gathered<String, String> gathered = Rig.end(rig.<String>over(List.of("a", "b"))
                .toList((input, item) -> input.equals("a")
                        ? CompletableFuture.failedStage(wrapped)
                        : rig.<String>failLater(broken).thenApply(value -> value)));

        assertThat(gathered.failures()).extracting(Failure::cause).containsExactly(broken, broken);
    }

    @Test
    void aStageThatRefusesListenersIsAFailure() {
        IllegalStateException refusal = new IllegalStateException("no listeners");
        Gathered<String, String> gathered =
                Rig.end(rig.<String>over(List.of("a")).toList((input, item) -> new CompletableFuture<String>() {
                    @Override
                    public <U> CompletableFuture<U> handle(BiFunction<? super String, Throwable, ? extends U> action) {
                        throw refusal;
                    }
                }));

        assertThat(gathered.failures()).extracting(Failure::cause).containsExactly(refusal);
    }

    @Test
    void aStageThatCompletesTwiceCountsOnceAndKeepsItsValue() {
        List<Object> discarded = new ArrayList<>();
        Gathered<String, String> gathered = Rig.end(Gather.over(List.of("a"))
                .concurrency(1)
                .executor(Runnable::run)
                .lateValues(discarded::add)
                .toList((input, item) -> new CompletableFuture<String>() {
                    @Override
                    public <U> CompletableFuture<U> handle(BiFunction<? super String, Throwable, ? extends U> action) {
                        U first = action.apply("first", null);
                        U second = action.apply("second", null);
                        return CompletableFuture.completedFuture(second == null ? first : second);
                    }
                }));

        assertThat(gathered.outcomes()).containsExactly(new Success<>(0, "a", "first"));
        assertThat(discarded).isEmpty();
    }

    @Test
    void oneStageForTwoInputsMakesTwoOutcomes() {
        CompletionStage<String> shared = rig.later("same");

        Gathered<Integer, String> gathered =
                Rig.end(rig.<Integer>over(List.of(1, 2)).toList((input, item) -> shared));

        assertThat(gathered.outcomes()).containsExactly(new Success<>(0, 1, "same"), new Success<>(1, 2, "same"));
    }

    @Test
    void oneExceptionInstanceOfAThousandItemsMakesAThousandFailures() {
        IOException shared = new IOException("closed");

        Gathered<Integer, String> gathered = Rig.end(
                rig.<Integer>over(Numbers.upTo(1_000)).toList((input, item) -> CompletableFuture.failedStage(shared)));

        assertThat(gathered.failures())
                .hasSize(1_000)
                .allSatisfy(failure -> assertThat(failure.cause()).isSameAs(shared));
        assertThatThrownBy(gathered::valuesOrThrow)
                .hasMessageStartingWith("1000 of 1000 items failed (1 kind): #0 0: IOException: closed; ")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(shared));
    }

    @Test
    void theItemKnowsItsIndex() {
        Gathered<String, Long> gathered = Rig.end(rig.<String>over(List.of("a", "b"))
                .toList((input, item) -> CompletableFuture.completedStage(item.index())));

        assertThat(gathered.valuesOrThrow()).containsExactly(0L, 1L);
    }

    @Test
    void aCompletedItemIsNotToldToStop() {
        AtomicReference<Gather.Item> seen = new AtomicReference<>();
        Rig.end(rig.<String>over(List.of("a")).toList((input, item) -> {
            seen.set(item);
            return rig.later("A");
        }));

        assertThat(seen.get().cancellation().requested()).isFalse();
    }

    @Test
    void callersCannotCompleteTheResultOrChangeTheLists() {
        Gather.Handle<Gathered<String, String>> handle =
                rig.<String>over(List.of("a")).toList((input, item) -> rig.later("A"));
        handle.result().toCompletableFuture().cancel(true);

        Gathered<String, String> gathered = Rig.end(handle);
        assertThat(gathered.summary().complete()).isTrue();
        assertThat(gathered.outcomes()).isUnmodifiable();
        assertThat(gathered.values()).isUnmodifiable();
        assertThat(gathered.failures()).isUnmodifiable();
    }

    @Test
    void whatIsMissingOrWrongIsSaidWhenItIsBuilt() {
        Gather.Builder<String> builder = Gather.over(Collections.<String>emptyList());
        assertThatThrownBy(() -> builder.concurrency(0)).hasMessage("concurrency must be at least 1, was 0");
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO))
                .hasMessage("deadline must be more than zero, was PT0S");
        assertThatThrownBy(() -> builder.itemTimeout(Duration.ofSeconds(-1)))
                .hasMessage("itemTimeout must be more than zero, was PT-1S");
        assertThatThrownBy(() -> begin(builder))
                .hasMessage("no concurrency given: call concurrency(n), there is no unbounded mode");
        assertThatThrownBy(() -> begin(builder.concurrency(1)))
                .hasMessage("no executor given: call executor(e) to say where the mapper runs");
        assertThatThrownBy(() -> begin(builder.executor(Runnable::run).deadline(Duration.ofDays(1))))
                .hasMessage("itemTimeout and deadline need a scheduler: call scheduler(s)");
    }

    private static Object begin(Gather.Builder<String> builder) {
        return builder.toList((input, item) -> CompletableFuture.completedStage(input));
    }

    private static CompletableFuture<String> kept(List<CompletableFuture<String>> stages) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.add(stage);
        return stage;
    }

    private static CompletionStage<String> noStageFor(String input) {
        return input.equals("a") ? CompletableFuture.completedStage(input) : null;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
