package dev.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repositories of the examples have no parent to take versions from; theirs are those that this build is tested with. */
class ExampleVersionsTest {
    private static final Pattern PROPERTY = Pattern.compile("<(version\\.[\\w-]+)>([^<]+)</");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-[\\w-]+-plugin)</artifactId>\\s*<version>([^<]+)</");
    private static final Pattern OWN =
            Pattern.compile("<artifactId>headrace-parent</artifactId>\\s*<version>([^<]+)</");

    @ParameterizedTest
    @ValueSource(strings = {"river-levels", "river-levels-faulty"})
    void anExampleHasTheVersionsOfTheBuild(String example) {
        String build = Guide.page("pom.xml").text();
        Map<String, String> known = versions(build);
        Matcher own = OWN.matcher(build);
        assertThat(own.find()).isTrue();
        known.put("version.headrace", own.group(1));

        Map<String, String> used =
                versions(Guide.page("docs/examples/" + example + "/pom.xml").text());

        assertThat(used).hasSizeGreaterThanOrEqualTo(8);
        assertThat(known).containsAllEntriesOf(used);
    }

    private static Map<String, String> versions(String pom) {
        Map<String, String> versions = new HashMap<>();
        for (Pattern pattern : new Pattern[] {PROPERTY, PLUGIN}) {
            for (Matcher version = pattern.matcher(pom); version.find(); ) {
                versions.put(version.group(1), version.group(2));
            }
        }
        return versions;
    }
}
