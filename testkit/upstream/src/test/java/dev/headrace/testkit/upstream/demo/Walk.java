package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.TestClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plainest client of each of the twelve: one request after the other, by what the documentation says. */
final class Walk {
    private static final String QUERY =
            "query($first:Int!,$after:String){records(first:$first,after:$after){nodes{id} pageInfo{endCursor}}}";
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final Pattern ATOM_NEXT = Pattern.compile("<link rel=\"next\" href=\"([^\"]*)\"/>");
    private static final Pattern ATOM_ID = Pattern.compile("<entry><id>urn:demo:(\\d+)</id>");

    private final TestClient client = new TestClient();
    private final UpstreamFacts facts;
    private final int pageSize;
    private final List<Long> ids = new ArrayList<>();
    private int requests;

    Walk(UpstreamFacts facts, int pageSize) {
        this.facts = facts;
        this.pageSize = pageSize;
    }

    /** The ids in the order in which they came. */
    List<Long> collect() throws IOException, InterruptedException {
        switch (facts.kind()) {
            case LINK_HEADER -> followLinks(facts.url() + "?per_page=" + pageSize);
            case PAGE_NUMBER, STRICT_LIMIT -> countPages();
            case OFFSET -> shiftOffset();
            case OPAQUE_CURSOR -> followCursor();
            case KEYSET -> followKeys();
            case NDJSON -> followLines();
            case CSV -> readRows();
            case ATOM -> followFeed();
            case GRAPHQL -> followConnection();
            case CONTINUATION -> repeatContinue();
            case FLAKY -> followUrls();
        }
        return ids;
    }

    List<Long> followLinks(String first) throws IOException, InterruptedException {
        Optional<String> url = Optional.of(first);
        while (url.isPresent()) {
            HttpResponse<String> page = get(url.get());
            addAll(read(page));
            Matcher next = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            url = next.find() ? Optional.of(next.group(1)) : Optional.empty();
        }
        return ids;
    }

    private void countPages() throws IOException, InterruptedException {
        int total = 1;
        for (int page = 1; page <= total; page++) {
            JsonNode answer = read(get(facts.url() + "?size=" + pageSize + "&page=" + page));
            total = answer.required("total_pages").intValue();
            addAll(answer.required("items"));
        }
    }

    private void shiftOffset() throws IOException, InterruptedException {
        JsonNode answer;
        do {
            answer = read(get(facts.url() + "?limit=" + pageSize + "&offset=" + ids.size()));
            addAll(answer.required("results"));
        } while (answer.required("results").size() == pageSize);
    }

    private void followCursor() throws IOException, InterruptedException {
        String cursor = "";
        JsonNode answer;
        do {
            answer = read(get(facts.url() + "?limit=" + pageSize + cursor));
            addAll(answer.required("data"));
            cursor = "&cursor=" + answer.required("next_cursor").asString("");
        } while (!answer.required("next_cursor").isNull());
    }

    private void followKeys() throws IOException, InterruptedException {
        JsonNode page;
        do {
            page = read(get(facts.url() + "?limit=" + pageSize + "&after_id=" + last()));
            addAll(page);
        } while (page.size() == pageSize);
    }

    private void followLines() throws IOException, InterruptedException {
        List<String> lines;
        do {
            lines = get(facts.url() + "?limit=" + pageSize + "&after=" + last())
                    .body()
                    .lines()
                    .toList();
            lines.forEach(line -> add(JsonMapper.shared().readTree(line)));
        } while (lines.size() == pageSize);
    }

    private void readRows() throws IOException, InterruptedException {
        List<String> rows;
        int page = 1;
        do {
            String csv =
                    get(facts.url() + "?size=" + pageSize + "&page=" + page++).body();
            rows = csv.lines().skip(1).toList();
            rows.forEach(row -> ids.add(Long.parseLong(row.substring(0, row.indexOf(',')))));
        } while (rows.size() == pageSize);
    }

    private void followFeed() throws IOException, InterruptedException {
        Optional<String> url = Optional.of(facts.url().toString());
        while (url.isPresent()) {
            String feed = get(url.get()).body();
            ATOM_ID.matcher(feed).results().forEach(id -> ids.add(Long.parseLong(id.group(1))));
            Matcher next = ATOM_NEXT.matcher(feed);
            url = next.find() ? Optional.of(next.group(1)) : Optional.empty();
        }
    }

    private void followConnection() throws IOException, InterruptedException {
        JsonNode variables = JsonMapper.shared().createObjectNode().put("first", pageSize);
        JsonNode info;
        do {
            count();
            String body = JsonMapper.shared().writeValueAsString(Map.of("query", QUERY, "variables", variables));
            JsonNode records =
                    read(client.post(facts.url(), body)).required("data").required("records");
            addAll(records.required("nodes"));
            info = records.required("pageInfo");
            variables = JsonMapper.shared()
                    .createObjectNode()
                    .put("first", pageSize)
                    .put("after", info.required("endCursor").stringValue());
        } while (info.required("hasNextPage").booleanValue());
    }

    private void repeatContinue() throws IOException, InterruptedException {
        StringBuilder more = new StringBuilder();
        JsonNode answer;
        do {
            answer = read(get(facts.url() + "?action=query&list=records&limit=" + pageSize + more));
            addAll(answer.required("query").required("records"));
            more.setLength(0);
            answer.path("continue")
                    .forEachEntry((name, value) -> more.append('&')
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(value.stringValue(), StandardCharsets.UTF_8)));
        } while (more.length() > 0);
    }

    private void followUrls() throws IOException, InterruptedException {
        String url = facts.url().toString();
        while (url != null) {
            JsonNode answer = read(getInTwoAttempts(url));
            addAll(answer.required("items"));
            url = answer.required("next").isNull()
                    ? null
                    : answer.required("next").stringValue();
        }
    }

    private HttpResponse<String> getInTwoAttempts(String url) throws IOException, InterruptedException {
        try {
            HttpResponse<String> first = get(url);
            return first.statusCode() < 500 ? first : get(url);
        } catch (IOException broken) {
            return get(url);
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        String[] credential =
                facts.credential().map(line -> line.split(": ", 2)).orElse(new String[0]);
        return client.get(URI.create(url), credential);
    }

    private long last() {
        return ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
    }

    private void addAll(JsonNode records) {
        records.forEach(this::add);
    }

    /** An upstream that never ends shall fail the test, not hang it. */
    private void count() {
        if (++requests > facts.requests() + 1) {
            throw new AssertionError(facts.name() + " should end after " + facts.requests() + " requests.");
        }
    }

    private void add(JsonNode item) {
        ids.add(item.required("id").longValue());
    }

    private static JsonNode read(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
