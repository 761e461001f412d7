package dev.headrace.runner.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run as a page that draws itself: {@code report.html} of this package with its styles, its scripts and the run inside. A browser
 * that opens it from the disk asks nobody for anything, and its policy would not let it. Stateless.
 */
public final class ReportPage {
    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script src=\"([^\"]+)\"></script>");
    private static final String RUN = "<script type=\"application/json\" id=\"run\">{}</script>";
    private static final String POLICY = "content=\"default-src 'self'\"";

    private ReportPage() {}

    /**
     * The page of one run.
     *
     * @param runJson the run document; not looked into, so that a page can be made of what a later version has written
     */
    public static String html(String runJson) {
        ContentPolicy policy = new ContentPolicy();
        String page = resource("report.html");
        page = STYLE.matcher(page).replaceAll(link -> literally("<style>%s</style>", policy.style(text(link))));
        page = SCRIPT.matcher(page).replaceAll(link -> literally("<script>%s</script>", policy.script(text(link))));
        page = page.replace(POLICY, "content=\"" + policy + "\"");
        return page.replace(RUN, RUN.replace("{}", inert(runJson)));
    }

    /** Inside a script element only {@code <} can mean anything to a reader of HTML, and in JSON it stands in strings alone. */
    private static String inert(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String literally(String element, String content) {
        return Matcher.quoteReplacement(element.formatted(content));
    }

    private static String text(MatchResult link) {
        return resource(link.group(1));
    }

    private static String resource(String name) {
        try (InputStream resource = ReportPage.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "the resource %s of the report is missing from the jar".formatted(name));
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("the resource %s of the report cannot be read".formatted(name), failure);
        }
    }
}
