package dev.headrace.docs;

import com.example.forum.ForumProvider;
import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Reply;

class ForumContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new ForumProvider())
                .options("boards = [java, rust]")
                .route("/boards/java/topics", Reply.json("[{\"id\":5,\"active_at\":\"2025-02-01\"}]"))
                .route("/boards/rust/topics", Reply.json("[{\"id\":7,\"active_at\":\"2025-02-01\",\"closed\":true}]"))
                .route("/topics/5/posts", Reply.json("[{\"id\":50}]"))
                .route("/topics/7/posts", Reply.json("[{\"id\":70},{\"id\":71}]"))
                .records(5);
    }
}
