package dev.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.ErrorProneJavaCompiler;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector that drops a stage does not compile where Error Prone checks it, by what the SPI itself says of its results. */
class DroppedStageCompilationTest {
    private static final String CONNECTOR = """
            package com.example.dropping;

            import dev.headrace.spi.Step;
            import dev.headrace.spi.StepContext;
            import dev.headrace.spi.WorkItem;
            import java.util.List;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.CompletionStage;

            final class Dropping {
                CompletionStage<Step> collect(WorkItem item, StepContext context) {
                    %s
                    return CompletableFuture.completedFuture(Step.empty());
                }
            }
            """;

    @TempDir
    Path classes;

    @Test
    void aDroppedRequestIsAnErrorAtItsLine() {
        assertThat(errors("context.http().get(\"/read\");")).singleElement().satisfies(error -> {
            assertThat(error.getMessage(Locale.ROOT)).contains("[CheckReturnValue]");
            assertThat(error.getLineNumber()).isEqualTo(12);
        });
    }

    @Test
    void droppedBlockingWorkAndADroppedGatherAreErrorsToo() {
        assertThat(errors("context.blocking(() -> 1);")).hasSize(1);
        assertThat(errors("context.gather(List.of(1), 1, n -> context.blocking(() -> n));"))
                .hasSize(1);
    }

    @Test
    void aStageThatIsReturnedIsNone() {
        assertThat(errors("if (item.kind().isEmpty()) { return context.blocking(() -> Step.empty()); }"))
                .isEmpty();
    }

    private List<Diagnostic<? extends JavaFileObject>> errors(String statement) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none",
                "--should-stop=ifError=FLOW",
                "-XDaddTypeAnnotationsToSymbol=true");
        StringWriter rest = new StringWriter();
        new ErrorProneJavaCompiler()
                .getTask(rest, null, diagnostics, options, null, List.of(new Source(CONNECTOR.formatted(statement))))
                .call();
        assertThat(rest.toString()).isEmpty();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String code) {
            super(URI.create("string:///com/example/dropping/Dropping.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
