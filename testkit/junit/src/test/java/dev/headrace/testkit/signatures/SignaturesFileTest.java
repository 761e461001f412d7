package dev.headrace.testkit.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.scan.BlockingScan;
import dev.headrace.testkit.ConnectorContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** There is one list of forbidden calls; the file for forbiddenapis says the same, whatever JDK it was written from. */
class SignaturesFileTest {
    @Test
    void theFileSaysAllThatItsLanguageCanSayOfTheList() throws IOException {
        assertThat(signatures()).as("lines of headrace.txt").containsAll(translation());
    }

    @Test
    void whatTheFileSaysMoreIsInOtherJdksOnly() throws IOException {
        List<String> translation = translation();
        assertThat(signatures()).filteredOn(line -> !translation.contains(line)).noneMatch(SignaturesFileTest::isHere);
    }

    @Test
    void theListIsNotEmpty() throws IOException {
        assertThat(translation())
                .contains("java.lang.Thread#sleep(**)", "java.nio.file.Files", "java.util.concurrent.Future#get(**)")
                .contains("java.util.concurrent.BlockingQueue#poll(long,java.util.concurrent.TimeUnit)")
                .hasSizeGreaterThan(200);
    }

    private static boolean isHere(String signature) {
        String[] parts = signature.split("#", -1);
        String name = parts.length == 1 ? "" : parts[1].replaceFirst("\\(.*", "");
        return Translation.find(parts[0])
                .map(type -> name.isEmpty()
                        || name.equals("<init>")
                        || Arrays.stream(type.getDeclaredMethods())
                                .anyMatch(method -> method.getName().equals(name)))
                .orElse(true);
    }

    private static List<String> signatures() throws IOException {
        return lines(ConnectorContract.class, "/META-INF/forbiddenapis/headrace.txt").stream()
                .filter(line -> !line.startsWith("#") && !line.equals("@ignoreUnresolvable"))
                .toList();
    }

    private static List<String> translation() throws IOException {
        return Translation.of(lines(BlockingScan.class, "forbidden-calls.txt").stream());
    }

    private static List<String> lines(Class<?> beside, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
