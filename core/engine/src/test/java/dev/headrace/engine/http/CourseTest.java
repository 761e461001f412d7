package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
    private final Course course = new Course();
    private final List<String> abandoned = new ArrayList<>();

    @Test
    void theEndAbandonsTheStepThatWaits() {
        course.abandonBy(course.next(), () -> abandoned.add("first"));
        course.abandonBy(course.next(), () -> abandoned.add("second"));

        assertThat(course.end()).isTrue();
        assertThat(abandoned).containsExactly("second");
        assertThat(course.end()).isFalse();
        assertThat(course.isOver()).isTrue();
    }

    @Test
    void aStepThatBeginsToWaitAfterTheEndIsAbandonedAtOnce() {
        int step = course.next();
        course.end();
        course.abandonBy(step, () -> abandoned.add("late"));

        assertThat(abandoned).containsExactly("late");
    }

    @Test
    void aStepThatIsPastIsNotAbandoned() {
        int step = course.next();
        course.next();
        course.abandonBy(step, () -> abandoned.add("past"));
        course.end();

        assertThat(abandoned).isEmpty();
    }

    @Test
    void aStepIsLeftOnceAndNotAfterTheEnd() {
        int step = course.next();
        assertThat(course.leave(step)).isTrue();
        assertThat(course.leave(step)).isFalse();

        int last = course.next();
        course.end();
        assertThat(course.leave(last)).isFalse();
    }
}
