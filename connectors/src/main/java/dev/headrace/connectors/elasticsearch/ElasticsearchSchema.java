package dev.headrace.connectors.elasticsearch;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.OBJECT;
import static dev.headrace.spi.FieldType.STRING;

import dev.headrace.spi.StreamSchema;

/** What a hit has. */
final class ElasticsearchSchema {
    static final StreamSchema DOCUMENTS = StreamSchema.of("One hit")
            .id("{/_index}/{/_id}")
            .field("/_index", STRING, "The index that the document is in, whatever alias was asked")
            .field("/_id", STRING, "Its id in the index")
            .optional("/_source", OBJECT, "The document; not there if the index does not keep it")
            .field("/sort", ARRAY, "The values that it was sorted by")
            .source("elastic.co, reference 7, search API, read 2026-11-23 in the repository elastic/elasticsearch");

    private ElasticsearchSchema() {}
}
