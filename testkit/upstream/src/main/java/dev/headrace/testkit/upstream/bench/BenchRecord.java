package dev.headrace.testkit.upstream.bench;

/** The text of the records: 200 bytes or a few more each, whatever the id. */
final class BenchRecord {
    private static final String TEXT =
            "The quick brown fox jumps over the lazy dog and back, while the mill stands still";

    private BenchRecord() {}

    static void append(StringBuilder json, int id) {
        json.append("{\"id\":").append(id).append(",\"name\":\"record-").append(id);
        json.append("\",\"score\":").append(id % 1000);
        json.append(",\"updated_at\":\"2026-01-01T00:00:00Z\",\"tags\":[\"alpha\",\"beta\",\"gamma\"],\"text\":\"");
        json.append(TEXT).append("\"}");
    }

    static String json(int id) {
        StringBuilder json = new StringBuilder(256);
        append(json, id);
        return json.toString();
    }
}
