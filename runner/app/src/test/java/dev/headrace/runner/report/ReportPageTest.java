package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The page as text: what a browser would find in it before it runs anything. */
class ReportPageTest {
    private static final Pattern INLINE = Pattern.compile("(?s)<(style|script)>(.*?)</\\1>");
    private static final Pattern RUN =
            Pattern.compile("(?s)<script type=\"application/json\" id=\"run\">(.*?)</script>");
    private static final Pattern POLICY =
            Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"(.*?)\">");
    private static final String MARKUP = "</script><!--<script><img src=http://127.0.0.1:9/x>\\u003c\"'&amp;\u2028";

    @Test
    void theRunComesBackOutOfThePageAsItWentIn() {
        String run = new GeneratedRun(3, 40).planting(MARKUP).json();

        String carried = only(RUN, ReportPage.html(run)).group(1);

        assertThat(JsonMapper.shared().readTree(carried))
                .isEqualTo(JsonMapper.shared().readTree(run));
    }

    @Test
    void nothingOfTheRunCanBeReadAsMarkup() {
        String run = new GeneratedRun(3, 40).planting(MARKUP).json();

        assertThat(elements(ReportPage.html(run))).isEqualTo(elements(ReportPage.html("{}")));
        assertThat(only(RUN, ReportPage.html(run)).group(1)).doesNotContain("<");
    }

    @Test
    void everyStyleAndScriptIsAllowedByItsHashAndNothingElseIs() throws Exception {
        String page = ReportPage.html("{}");
        String policy = only(POLICY, page).group(1);

        List<MatchResult> inline = INLINE.matcher(page).results().toList();

        assertThat(inline).hasSizeGreaterThan(5);
        for (MatchResult each : inline) {
            assertThat(policy).contains("'sha256-" + hash(each.group(2)) + "'");
        }
        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe", "http", "*");
        assertThat(policy.split("'sha256-", -1)).hasSize(inline.size() + 1);
    }

    @Test
    void thePageLeadsNowhere() {
        String page = INLINE.matcher(ReportPage.html("{}")).replaceAll("");

        assertThat(page).doesNotContain("src=", "<link", "http:", "https:", "<style", "url(");
        assertThat(page).doesNotContainPattern("href=\"[^#]");
    }

    private static long elements(String page) {
        return Pattern.compile("<[a-zA-Z!/]").matcher(page).results().count();
    }

    private static MatchResult only(Pattern pattern, String page) {
        List<MatchResult> found = pattern.matcher(page).results().toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }
}
