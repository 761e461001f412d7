package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept, measured in small heaps with the serial collector, whose figures after a collection are exact. */
class GatherMemoryTest {
    private static final int ITEMS = 200_000;
    private static final int MILLION = 1_000_000;

    @Test
    void nothingIsRetainedByALongLivedCancellation() {
        assertThat(ChildJvm.run(Retained.class, "-Xmx24m", "-XX:+UseSerialGC")).contains("retained nothing");
    }

    @Test
    void aKeptOutcomeTakesLittleMoreThanItsRecord() {
        assertThat(ChildJvm.run(Kept.class, "-Xmx160m", "-XX:+UseSerialGC")).contains("an item took");
    }

    /**
     * Twice 200 MB of payloads pass through a heap of 24 MB, in one gather and in a gather each, all of them listening to
     * one cancellation that outlives them. Afterwards a stage that never completes must not keep the gather it was in.
     */
    static final class Retained {
        private final CancellationSource run = new CancellationSource();
        private final ManualTimer timer = new ManualTimer();

        private Retained() {}

        public static void main(String[] args) {
            Retained retained = new Retained();
            retained.play(1_000);
            long before = used();
            retained.play(ITEMS);
            long after = used();
            require(retained.run.cancellation().listeners() == 0, "listeners are left");
            require(retained.timer.waiting() == 0, "timers are left");
            // A retained item would show as 1 KB of payload: the noise of the measurement is far from 200 MB.
            require(after - before < 100_000, "retained " + (after - before) + " bytes");
            retained.abandon();
            System.out.println("retained nothing: " + (after - before) + " bytes of noise");
        }

        private void play(int items) {
            Rig.end(over(Numbers.lazilyUpTo(items)).forEach(this::payload, outcome -> {}));
            for (int i = 0; i < items; i++) {
                Rig.end(over(List.of(i)).forEach(this::payload, outcome -> {}));
            }
        }

        private void abandon() {
            CompletableFuture<byte[]> never = new CompletableFuture<>();
            WeakReference<byte[]> ofTheGather = timeOut(never);
            used();
            require(ofTheGather.get() == null, "an abandoned stage keeps its whole gather");
            require(never.getNumberOfDependents() == 1, "the gather listens to the stage");
        }

        private WeakReference<byte[]> timeOut(CompletableFuture<byte[]> never) {
            byte[] ofTheGather = new byte[1_024];
            Gather.Handle<Summary> handle =
                    over(List.of(1)).forEach((input, item) -> never, outcome -> ofTheGather[0]++);
            timer.advance(Duration.ofHours(1));
            require(Rig.end(handle).failed() == 1, "the item did not time out");
            return new WeakReference<>(ofTheGather);
        }

        private Gather.Builder<Integer> over(Iterable<Integer> inputs) {
            return Gather.<Integer>over(inputs)
                    .concurrency(64)
                    .executor(Runnable::run)
                    .scheduler(timer, timer::now)
                    .itemTimeout(Duration.ofHours(1))
                    .deadline(Duration.ofHours(2))
                    .cancelledBy(run.cancellation());
        }

        private CompletionStage<byte[]> payload(Integer input, Gather.Item item) {
            byte[] payload = new byte[1_024];
            item.cancellation().onCancel(() -> payload[0] = 1);
            return CompletableFuture.completedStage(payload);
        }
    }

    /** A record of a success takes 32 bytes and its place in the list 4. */
    static final class Kept {
        private Kept() {}

        public static void main(String[] args) {
            keep(1_000);
            long before = used();
            Gathered<String, String> gathered = keep(MILLION);
            long bytes = (used() - before) / MILLION;
            require(gathered.summary().complete(), "incomplete");
            require(bytes <= 40, "an item took " + bytes + " bytes");
            System.out.println("an item took " + bytes + " bytes");
        }

        private static Gathered<String, String> keep(int items) {
            Iterable<String> inputs =
                    () -> Stream.generate(() -> "same").limit(items).iterator();
            return Rig.end(Gather.over(inputs)
                    .concurrency(64)
                    .executor(Runnable::run)
                    .toList((input, item) -> CompletableFuture.completedStage("value")));
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError(complaint);
        }
    }
}
