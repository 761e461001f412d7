package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.headrace.spi.async.Cancellation;
import dev.headrace.spi.async.Gathered;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ListConnectorTest {
    private static final Cursors NONE = scope -> Optional.empty();
    private static final ListConnector INCREMENTAL =
            Pages.link().connector("orders", "/orders?size=2", "/items", "id").incremental("since", "updated");

    @Test
    void theFirstRunAsksForTheWholeList() {
        assertThat(planned(INCREMENTAL, NONE)).containsExactly("/orders?size=2");
    }

    @Test
    void aLaterRunAsksForWhatIsNewerThanTheCursor() {
        assertThat(planned(INCREMENTAL, scope -> Optional.of("2025-01-02T00:00:00Z")))
                .containsExactly("/orders?size=2&since=2025-01-02T00%3A00%3A00Z");
    }

    @Test
    void aListThatIsNotIncrementalIgnoresCursors() {
        ListConnector plain = Pages.none().connector("orders", "/orders", "", "id");

        assertThat(planned(plain, scope -> Optional.of("7"))).containsExactly("/orders");
        assertThat(collected(plain, "[{'id':1,'updated':5}]").cursor()).isEmpty();
    }

    @Test
    void theLargestValueOfTheFieldIsProposedAndRecordsWithoutItAreKept() {
        Step step = collected(INCREMENTAL, "{'items':[{'id':1,'updated':9},{'id':2,'updated':10},{'id':3}]}");

        assertThat(step.cursor().map(Step.CursorProposal::value)).contains("10");
        assertThat(step.records().stream().map(CollectedRecord::id)).containsExactly("1", "2", "3");
    }

    @Test
    void theFieldMayBeAPointer() {
        ListConnector nested =
                Pages.none().connector("orders", "/orders", "", "id").incremental("since", "/meta/at");

        assertThat(collected(nested, "[{'id':1,'meta':{'at':'b'}}]").cursor().map(Step.CursorProposal::value))
                .contains("b");
    }

    @Test
    void aSimpleProviderOpensAConnectorForEachInstance() {
        SimpleProvider provider = new SimpleProvider(
                ConnectorInfo.of("orders", "1", "Orders"),
                "https://shop.example",
                () -> Pages.none().connector("orders", "/orders", "", "id")) {};

        assertThat(provider.info().name()).isEqualTo("orders");
        assertThat(provider.configSpec().option("base-url")).isPresent();
        assertThat(opened(provider)).isNotSameAs(opened(provider));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> Pages.none().connector("orders", null, "", "id"))
                .withMessage("target is null");
    }

    private static Connector opened(ConnectorProvider provider) {
        return provider.open(null, null);
    }

    private static List<String> planned(Connector connector, Cursors cursors) {
        return connector.plan(cursors).followUps().stream()
                .map(followUp -> followUp.item().arg(Pages.URL))
                .toList();
    }

    private static Step collected(ListConnector connector, String body) {
        WorkItem item = connector.plan(NONE).followUps().get(0).item();
        HttpReply reply = CannedReply.of("http://h/orders", body);
        return connector
                .collect(item, new CannedContext(reply))
                .toCompletableFuture()
                .join();
    }

    /** Answers everything at once with the same reply. */
    private record CannedContext(HttpReply reply) implements StepContext {
        @Override
        public Http http() {
            return call -> CompletableFuture.completedFuture(reply);
        }

        @Override
        public Cancellation cancellation() {
            throw new UnsupportedOperationException("a list needs no cancellation");
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Cursors cursors() {
            return NONE;
        }

        @Override
        public <T> CompletionStage<T> blocking(Callable<T> work) {
            throw new UnsupportedOperationException("a list never blocks");
        }

        @Override
        public <I, O> CompletionStage<Gathered<I, O>> gather(
                Collection<? extends I> inputs,
                int concurrency,
                Function<? super I, ? extends CompletionStage<O>> mapper) {
            throw new UnsupportedOperationException("a list gathers nothing");
        }
    }
}
