package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.report.Chromium.Rendered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A test's own script at the end of a page, allowed by its hash as the page's own are; it uses the page as a person would. */
final class Script {
    private static final Pattern TOLD = Pattern.compile("<output id=\"told\">(.*?)</output>", Pattern.DOTALL);

    private Script() {}

    /** @param statements that fill the object {@code told} */
    static String at(String page, String statements) {
        ContentPolicy own = new ContentPolicy();
        String script = own.script("""
                {
                const told = {};
                %s
                const output = document.createElement("output");
                output.id = "told";
                output.textContent = encodeURIComponent(JSON.stringify(told));
                document.body.append(output);
                }
                """.formatted(statements));
        String hash = own.toString().replaceAll(".*(script-src 'sha256-[^']+').*", "$1");
        return page.replace("script-src", hash).replace("</body>", "<script>" + script + "</script>\n</body>");
    }

    /** What it told. */
    static JsonNode told(Rendered page) {
        Matcher told = TOLD.matcher(page.document());
        assertThat(told.find())
                .as("the script came to its end; the browser said: %s", page.console())
                .isTrue();
        return JsonMapper.shared().readTree(URLDecoder.decode(told.group(1), StandardCharsets.UTF_8));
    }
}
