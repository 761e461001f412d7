package dev.headrace.docs;

import com.example.orders.OrdersProvider;
import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

class OrdersContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new OrdersProvider())
                .secret("token", "s3cret-of-the-shop")
                .route("/orders", OrdersContractTest::orders)
                .records(3);
    }

    private static Reply orders(ReceivedRequest request) {
        return request.query("page").isPresent()
                ? Reply.json("[{\"id\":3,\"updated_at\":\"2025-01-03\"}]")
                : Reply.json("[{\"id\":1,\"updated_at\":\"2025-01-01\"},{\"id\":2,\"updated_at\":\"2025-01-02\"}]")
                        .withHeader("Link", "</orders?page=2>; rel=\"next\"");
    }
}
