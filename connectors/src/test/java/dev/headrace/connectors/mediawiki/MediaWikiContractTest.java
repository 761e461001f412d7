package dev.headrace.connectors.mediawiki;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Throttle;

class MediaWikiContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new MediaWikiProvider())
                .basePath("/w")
                .options("page-size = 2")
                .secret("token", "mediawiki-c0ntract")
                .throttledBy(Throttle.MEDIAWIKI_MAXLAG)
                .route("/w/api.php", new Wiki(5)::api)
                .records(10);
    }
}
