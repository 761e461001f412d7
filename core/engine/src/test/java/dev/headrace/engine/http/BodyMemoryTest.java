package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private final BodyMemory memory = new BodyMemory(100);
    private final List<String> woken = new ArrayList<>();
    private final BodyMemory.Reader first = () -> woken.add("first");
    private final BodyMemory.Reader second = () -> woken.add("second");
    private final BodyMemory.Reader third = () -> woken.add("third");

    @Test
    void whileThereIsRoomEveryoneReads() {
        assertThat(memory.reserve(first, 50)).isTrue();
        assertThat(memory.reserve(second, 50)).isTrue();
        assertThat(memory.held()).isEqualTo(100);
    }

    @Test
    void aboveTheBoundOneReadsOn() {
        memory.add(100);
        assertThat(memory.reserve(first, 50)).isTrue();
        assertThat(memory.reserve(second, 50)).isFalse();
        assertThat(memory.reserve(first, 50)).isTrue();
        assertThat(memory.held()).isEqualTo(200);
    }

    @Test
    void whoStoppedIsAskedAgainWhenTheOneIsDone() {
        memory.add(100);
        memory.reserve(first, 50);
        memory.reserve(second, 50);
        memory.reserve(third, 50);
        memory.release(first, 50);

        assertThat(woken).containsExactly("second", "third");
        assertThat(memory.reserve(second, 50)).isTrue();
        assertThat(memory.reserve(third, 50)).isFalse();
    }

    @Test
    void whoStoppedAndEndedIsNotAskedAgain() {
        memory.add(100);
        memory.reserve(first, 50);
        memory.reserve(second, 50);
        memory.release(second, 0);
        memory.release(first, 50);

        assertThat(woken).isEmpty();
        assertThat(memory.held()).isEqualTo(100);
    }

    @Test
    void roomThatOthersMakeWakesWhoStopped() {
        memory.reserve(third, 100);
        memory.reserve(first, 50);
        memory.reserve(second, 50);
        memory.release(third, 100);

        assertThat(woken).containsExactly("second");
    }
}
