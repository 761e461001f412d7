package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that share one processor meet in other places: the races, and all that waits for others, run there too. */
class OneProcessorTest {
    @Test
    void theRacesHaveTheSameEndsOnOneProcessor() {
        String output = ChildJvm.run(Main.class, "-XX:ActiveProcessorCount=1");

        assertThat(output).contains("processors: 1").contains("tests: 16");
    }

    /** Runs plain JUnit tests without JUnit: each method in an instance of its own. */
    static final class Main {
        private static int tests;

        private Main() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            System.out.println("processors: " + Runtime.getRuntime().availableProcessors());
            for (Class<?> type : List.of(GatherRaceTest.class, GatherThreadsTest.class, GatherScaleTest.class)) {
                runAll(type);
            }
            System.out.println("tests: " + tests);
        }

        private static void runAll(Class<?> type) throws ReflectiveOperationException {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    Object test = type.getDeclaredConstructor().newInstance();
                    method.invoke(test);
                    after(test);
                    tests++;
                }
            }
        }

        private static void after(Object test) throws ReflectiveOperationException {
            for (Method method : test.getClass().getDeclaredMethods()) {
                if (method.isAnnotationPresent(AfterEach.class)) {
                    method.invoke(test);
                }
            }
        }
    }
}
