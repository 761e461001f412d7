package dev.headrace.connectors.prometheus;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class PrometheusContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        PrometheusServer server = new PrometheusServer(1_767_225_600 + 50);
        return GoodCase.of(new PrometheusProvider())
                .options("queries { turns = mill_turns }, from = \"2026-01-01T00:00:00Z\", step = 10s, points = 2")
                .secret("token", "pr0metheus-c0ntract")
                .route("/api/v1/query", server::instant)
                .route("/api/v1/query_range", server::range)
                .records(6);
    }
}
