package dev.headrace.connectors.couchdb;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class CouchDbContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new CouchDbProvider())
                .options("databases = [mills, races], user = miller, page-size = 2")
                .secret("password", "c0uch-c0ntract")
                .route("/mills/_changes", new CouchDbDatabase(5)::changes)
                .route("/races/_changes", new CouchDbDatabase(3)::changes)
                .records(8);
    }
}
