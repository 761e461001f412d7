package dev.headrace.connectors.prometheus;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class PrometheusContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        GoodCase good = GoodCase.of(new PrometheusProvider())
                .options("queries { level = level }, from = \"2026-01-01T00:00:00Z\", points = 3, user = miller")
                .secret("password", "pr0metheus-c0ntract")
                .records(20);
        new PrometheusServer(PrometheusServer.FIRST.plusSeconds(9 * 60), 11_000, 10_000)
                .routes()
                .forEach(good::route);
        return good;
    }
}
