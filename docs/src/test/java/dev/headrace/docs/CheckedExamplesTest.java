package dev.headrace.docs;

import com.example.forum.ForumProvider;
import com.example.levels.LevelsProvider;
import com.example.orders.OrdersProvider;
import dev.headrace.detector.scan.BlockingScan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the pages pass the check that the pages recommend. */
class CheckedExamplesTest {
    @Test
    void theConnectorDoesNothingThatItMayNot() {
        BlockingScan.of(OrdersProvider.class).run().assertClean();
    }

    @ParameterizedTest
    @ValueSource(classes = {LevelsProvider.class, ForumProvider.class})
    void neitherDoTheOthers(Class<?> provider) {
        BlockingScan.of(provider).run().assertClean();
    }
}
