package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final IOException broken = new IOException("reset");

    @Test
    void anyNumberOfWrappersIsTakenOff() {
        assertThat(Failures.unwrap(broken)).isSameAs(broken);
        assertThat(Failures.unwrap(new CompletionException(broken))).isSameAs(broken);
        assertThat(Failures.unwrap(new ExecutionException(new CompletionException(new ExecutionException(broken)))))
                .isSameAs(broken);
    }

    @Test
    void aWrapperWithoutACauseIsTheFailureItself() {
        Throwable empty = new CompletionException("nothing inside", null);

        assertThat(Failures.unwrap(empty)).isSameAs(empty);
        assertThat(Failures.unwrap(new ExecutionException(empty))).isSameAs(empty);
    }

    @Test
    void theCauseOfARealFailureStaysInside() {
        IOException real = new IOException("upload failed", broken);

        assertThat(Failures.unwrap(new CompletionException(real))).isSameAs(real);
    }

    @Test
    void aSubclassOfAWrapperMeansSomethingOfItsOwn() {
        Throwable own = new CompletionException(broken) {};

        assertThat(Failures.unwrap(own)).isSameAs(own);
    }
}
