package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.StrictLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ready configurations that ask for spans of time. 151 days have begun from 1 January to the clock's 1 June 2025, and it itself. */
class SpansExamplesTest {
    private static final int DAYS = 152;

    @TempDir
    private Path directory;

    private static Reply xml(String xml) {
        return Reply.bytes("application/atom+xml; charset=utf-8", xml.getBytes(StandardCharsets.UTF_8));
    }

    /** One paper a day. */
    private static Reply papers(ReceivedRequest request) {
        Matcher span = Pattern.compile("submittedDate:\\[(\\d{12}) TO (\\d{12})]")
                .matcher(request.query("search_query").orElseThrow());
        assertThat(span.find()).isTrue();
        List<Long> days = Example.days(minute(span.group(1)), minute(span.group(2)));
        List<Long> page = Example.page(days, request.query("start", 0), request.query("max_results", 10));
        return xml("""
                <feed xmlns="http://www.w3.org/2005/Atom"><title>query</title>
                <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">%d</opensearch:totalResults>
                %s</feed>""".formatted(
                        days.size(),
                        page.stream()
                                .map(
                                        "<entry><id>http://arxiv.org/abs/%1$d</id><author><name>A</name></author></entry>"
                                                ::formatted)
                                .collect(Collectors.joining())));
    }

    private static long minute(String text) {
        return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyyMMddHHmm"))
                .toEpochSecond(ZoneOffset.UTC);
    }

    private static Reply metadata(ReceivedRequest request) {
        boolean first = request.query("resumptionToken").isEmpty();
        boolean beside = request.query("metadataPrefix").isPresent();
        if (first != beside) {
            return xml("<OAI-PMH><error code=\"badArgument\">exclusive</error></OAI-PMH>");
        }
        return xml("""
                <OAI-PMH><request verb="ListRecords"/><ListRecords>
                <record><header><identifier>oai:%1$s:1</identifier><datestamp>2025-05-%1$s</datestamp></header></record>
                <record><header><identifier>oai:%1$s:2</identifier><datestamp>2025-05-%1$s</datestamp></header></record>
                <resumptionToken cursor="0" completeListSize="4">%2$s</resumptionToken></ListRecords></OAI-PMH>
                """.formatted(first ? "01" : "02", first ? "tok|1001" : ""));
    }

    @Test
    void arxivMayRefuseUnderTheStatusOfASuccess() {
        try (Example arxiv = Example.of("arxiv", directory, refusing("noSetHierarchy"))) {
            assertThat(arxiv.loss()).contains("it is 'refused'", "no such set");
        }
    }

    @Test
    void arxivSaysByAnErrorThatNothingHasChanged() {
        try (Example arxiv =
                Example.of("arxiv", directory, refusing("noRecordsMatch")).run()) {
            assertThat(arxiv.collector().records("arxiv", "metadata")).isEmpty();
        }
    }

    private static FakeUpstreamBuilder refusing(String code) {
        return FakeUpstream.builder()
                .route("/api/query", SpansExamplesTest::papers)
                .route("/oai2", xml("<OAI-PMH><error code=\"%s\">no such set</error></OAI-PMH>".formatted(code)));
    }

    @Test
    void arxivIsAskedOnceInThreeSecondsOverAllItsEndpoints() {
        try (Example arxiv = Example.of(
                        "arxiv",
                        directory,
                        FakeUpstream.builder()
                                .route("/api/query", SpansExamplesTest::papers)
                                .route("/oai2", SpansExamplesTest::metadata)
                                .limit(StrictLimit.slidingWindow(1, Duration.ofSeconds(3)))
                                .limit(StrictLimit.concurrency(1)))
                .run()) {
            assertThat(arxiv.collector().records("arxiv", "papers"))
                    .hasSize(DAYS)
                    .doesNotHaveDuplicates();
            assertThat(arxiv.collector().records("arxiv", "metadata")).hasSize(4);
            assertThat(arxiv.upstream().traffic().throttled()).isZero();
            int requests = arxiv.upstream().traffic().requests();
            assertThat(arxiv.clock().elapsed())
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(3).multipliedBy(requests - 1));
            arxiv.run();
            assertThat(arxiv.requests().get(requests).query("from")).contains("2025-05-02");
        }
    }

    /** One change a day; both ends of the span count, and it may be 120 days long. */
    private static Reply vulnerabilities(ReceivedRequest request) {
        Instant from = Instant.parse(request.query("lastModStartDate").orElseThrow());
        Instant to = Instant.parse(request.query("lastModEndDate").orElseThrow());
        if (Duration.between(from, to).compareTo(Duration.ofDays(120)) > 0) {
            return Reply.status(404).withHeader("message", "the span is longer than 120 days");
        }
        List<Long> days = Example.days(from.getEpochSecond(), to.getEpochSecond());
        String found =
                Example.page(days, request.query("startIndex", 0), request.query("resultsPerPage", 2000)).stream()
                        .map("{\"cve\":{\"id\":\"CVE-2025-%d\"}}"::formatted)
                        .collect(Collectors.joining(","));
        return Reply.json(
                "{\"resultsPerPage\":2000,\"totalResults\":%d,\"vulnerabilities\":[%s]}".formatted(days.size(), found));
    }

    @Test
    void nvdIsAskedForAtMost120DaysAndFiveTimesInThirtySeconds() {
        try (Example nvd = Example.of(
                        "nvd",
                        directory,
                        FakeUpstream.builder()
                                .route("/rest/json/cves/2.0", SpansExamplesTest::vulnerabilities)
                                .limit(StrictLimit.slidingWindow(5, Duration.ofSeconds(30))
                                        .refusingWith(403)
                                        .reset(StrictLimit.Reset.ABSENT)
                                        .retryAfter(StrictLimit.RetryAfter.ABSENT)))
                .run()) {
            assertThat(nvd.collector().records("nvd", "vulnerabilities"))
                    .hasSize(DAYS)
                    .doesNotHaveDuplicates();
            assertThat(nvd.upstream().traffic().throttled()).isZero();
        }
    }

    @Test
    void nvdIsAskedAgainWhenItRefusesWith403BecauseOthersSendToo() {
        java.util.concurrent.atomic.AtomicInteger refusals = new java.util.concurrent.atomic.AtomicInteger(1);
        try (Example nvd = Example.of(
                        "nvd",
                        directory,
                        FakeUpstream.builder()
                                .route(
                                        "/rest/json/cves/2.0",
                                        request -> refusals.getAndDecrement() > 0
                                                ? Reply.status(403)
                                                : vulnerabilities(request)))
                .run()) {
            assertThat(nvd.collector().records("nvd", "vulnerabilities")).hasSize(DAYS);
            assertThat(nvd.clock().elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    /** 300 earthquakes a day. */
    private static List<Long> earthquakes(ReceivedRequest request) {
        long from = Instant.parse(request.query("starttime").orElseThrow()).getEpochSecond();
        Instant end = Instant.parse(request.query("endtime").orElseThrow());
        assertThat(end.getNano()).as("events have milliseconds").isEqualTo(999_000_000);
        long to = end.getEpochSecond();
        return Example.days(from, to).stream()
                .flatMap(day -> java.util.stream.LongStream.range(0, 300).mapToObj(number -> day * 1000 + number))
                .toList();
    }

    @Test
    void usgsIsCountedFirstAndHalvedUntilItGivesAll() {
        try (Example usgs = Example.of(
                        "usgs",
                        directory,
                        FakeUpstream.builder()
                                .route(
                                        "/fdsnws/event/1/count",
                                        request -> Reply.json("{\"count\":%d,\"maxAllowed\":20000}"
                                                .formatted(earthquakes(request).size())))
                                .route("/fdsnws/event/1/query", SpansExamplesTest::csv))
                .run()) {
            assertThat(usgs.collector().records("usgs", "earthquakes")).hasSize(DAYS * 300);
            assertThat(usgs.upstream().traffic().answered(400)).isZero();
        }
    }

    private static Reply csv(ReceivedRequest request) {
        List<Long> found = earthquakes(request);
        if (found.isEmpty()) {
            return Reply.status(204);
        }
        return found.size() > 20_000
                ? Reply.text("Error 400: Bad Request").withStatus(400)
                : Reply.bytes(
                        "text/csv;charset=utf-8",
                        found.stream()
                                .map("us%d,\"5 km N of Mill\",1.5\n"::formatted)
                                .collect(Collectors.joining("", "id,place,mag\n", ""))
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** 120 changes a day. */
    private static Reply contacts(ReceivedRequest request) {
        JsonNode body = JsonMapper.shared().readTree(request.body());
        JsonNode filter = body.at("/filterGroups/0/filters/0");
        List<Long> found = Example.days(
                        Math.floorDiv(filter.path("value").asLong(), 1000),
                        Math.floorDiv(filter.path("highValue").asLong(), 1000))
                .stream()
                .flatMap(day -> java.util.stream.LongStream.range(0, 120).mapToObj(number -> day * 1000 + number))
                .toList();
        long after = body.path("after").asLong(0);
        if (after >= 10_000) {
            return Reply.status(400);
        }
        String page = Example.page(found, after, 100).stream()
                .map("{\"id\":\"%d\",\"properties\":{}}"::formatted)
                .collect(Collectors.joining(","));
        String next =
                after + 100 < found.size() ? ",\"paging\":{\"next\":{\"after\":\"%d\"}}".formatted(after + 100) : "";
        return Reply.json("{\"total\":%d,\"results\":[%s]%s}".formatted(found.size(), page, next));
    }

    @Test
    void hubspotIsSearchedByPostWithinBothOfItsLimits() {
        try (Example hubspot = Example.of(
                        "hubspot",
                        directory,
                        FakeUpstream.builder()
                                .requireBearer("t0ken")
                                .route("/crm/v3/objects/contacts/search", SpansExamplesTest::contacts)
                                .limit(StrictLimit.slidingWindow(100, Duration.ofSeconds(10)))
                                .limit(StrictLimit.slidingWindow(5, Duration.ofSeconds(1))))
                .with("HUBSPOT_TOKEN", "t0ken")
                .run()) {
            assertThat(hubspot.collector().records("hubspot", "contacts")).hasSize(DAYS * 120);
            assertThat(hubspot.upstream().traffic().throttled()).isZero();
        }
    }
}
