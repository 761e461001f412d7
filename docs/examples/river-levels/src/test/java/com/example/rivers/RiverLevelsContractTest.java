package com.example.rivers;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;

class RiverLevelsContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new RiverLevelsProvider())
                .secret("token", "s3cret-of-the-river")
                .options("rivers = [elbe, rhine]")
                .route("/rivers/elbe/levels", RiverLevelsContractTest::elbe)
                .route("/rivers/rhine/levels", Reply.json("[{\"id\":\"r1\",\"cm\":271},{\"id\":\"r2\",\"cm\":268}]"))
                .records(5);
    }

    private static Reply elbe(ReceivedRequest request) {
        long page = request.query("page", 1);
        Reply reply = Reply.json("[{\"id\":\"e%d\",\"cm\":%d}]".formatted(page, 310 + page));
        return page == 3 ? reply : reply.withHeader("Link", "<?page=%d>; rel=\"next\"".formatted(page + 1));
    }
}
