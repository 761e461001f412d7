package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;

/** Numbered pages of CSV (RFC 4180), each with its header row. */
final class CsvApi extends DemoApi {
    CsvApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        int size = size(request, "size");
        StringBuilder csv = new StringBuilder("id,title,score,updated_at\r\n");
        for (DemoRecord item : data.slice((page(request) - 1) * size, size)) {
            csv.append(item.id())
                    .append(",\"")
                    .append(item.title().replace("\"", "\"\""))
                    .append("\",");
            csv.append(item.score()).append(',').append(item.updatedAt()).append("\r\n");
        }
        return Reply.bytes("text/csv; charset=utf-8", csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
