package dev.headrace.runner.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on serving shows what works. */
class ServingDocsTest {
    private static final Path PAGE = Path.of("../../docs/serving.md");

    @TempDir
    private Path directory;

    @Test
    void itsConfigurationCanBeServed() throws IOException {
        Matcher shown = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(shown.find()).isTrue();
        Path file = Files.writeString(directory.resolve("headrace.conf"), shown.group(1));
        try (Engine engine = Engine.load(file, Map.of(), ServingDocsTest.class.getClassLoader())) {
            engine.check();
            Timetable timetable = Timetable.of(engine.timings());
            assertThat(timetable.unscheduled()).isEmpty();
            assertThat(timetable.schedules()).containsOnlyKeys("hackernews", "github", "shop");
            assertThat(timetable.schedules().get("shop")).isInstanceOf(Cron.class);
        }
    }
}
