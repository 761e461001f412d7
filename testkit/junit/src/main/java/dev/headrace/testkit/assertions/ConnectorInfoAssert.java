package dev.headrace.testkit.assertions;

import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.StreamSchema;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Assertions on what a connector says of itself. For one thread. */
public final class ConnectorInfoAssert extends AbstractAssert<ConnectorInfoAssert, ConnectorInfo> {
    ConnectorInfoAssert(@Nullable ConnectorInfo actual) {
        super(actual, ConnectorInfoAssert.class);
    }

    /**
     * There are records, and each has what the stream's schema says: what its id is made of, and every field with its type. For
     * records of a real upstream, such as lines that a run has written.
     *
     * @param stream one that the connector documents
     */
    public ConnectorInfoAssert describes(String stream, List<? extends JsonNode> records) {
        isNotNull();
        StreamSchema schema = actual.streams().get(stream);
        if (schema == null || !schema.isDocumented()) {
            throw failure("%s documents no fields of a stream '%s'", actual.name(), stream);
        }
        Assertions.assertThat(records).as("records of '%s'", stream).isNotEmpty();
        Assertions.assertThat(records.stream()
                        .map(data ->
                                new CollectedRecord(stream, schema.idOf(data).orElse("without id"), data))
                        .flatMap(record -> schema.problems(record).stream()))
                .as("what is not as '%s' is documented", stream)
                .isEmpty();
        return this;
    }
}
