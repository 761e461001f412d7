package com.example.rivers;

import dev.headrace.spi.ConnectorProvider;
import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Every test has its fault, and fails. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class FaultsContractTest extends ConnectorContract {
    private static final Path TABLE = Path.of("src/test/resources/faults.txt");
    private String fault = "";

    @BeforeEach
    void plant(TestInfo test) throws IOException {
        fault = faults().get(test.getTestMethod().orElseThrow().getName());
    }

    private static Map<String, String> faults() throws IOException {
        Map<String, String> faults = new HashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            String[] cells = line.split(" \\| ", -1);
            if (cells.length > 2) {
                faults.put(cells[0], cells[1]);
            }
        }
        return faults;
    }

    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(provider())
                .secret("token", "s3cret-of-the-river")
                .options("rivers = [elbe, rhine]")
                .route("/rivers/elbe/levels", FaultsContractTest::elbe)
                .route("/rivers/rhine/levels", FaultsContractTest::rhine)
                .records(5)
                .atMostItems(200);
    }

    private ConnectorProvider provider() {
        try {
            return (ConnectorProvider) Class.forName("com.example.rivers.Faults$" + fault)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException none) {
            throw new IllegalStateException("no fault is planted for this test: " + fault, none);
        }
    }

    private static Reply elbe(ReceivedRequest request) {
        long page = request.query("page", 1);
        if (page > 3) {
            return Reply.json("[]");
        }
        Reply reply = Reply.json("[{\"id\":\"e%d\",\"cm\":%d}]".formatted(page, 310 + page));
        return page == 3 ? reply : reply.withHeader("Link", "<?page=%d>; rel=\"next\"".formatted(page + 1));
    }

    private static Reply rhine(ReceivedRequest request) {
        return Reply.json(
                request.query("page", 1) > 1 ? "[]" : "[{\"id\":\"r1\",\"cm\":271},{\"id\":\"r2\",\"cm\":268}]");
    }
}
