package dev.headrace.connectors.couchdb;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.BOOLEAN;
import static dev.headrace.spi.FieldType.OBJECT;
import static dev.headrace.spi.FieldType.STRING;

import dev.headrace.spi.StreamSchema;

/** What a change has. */
final class CouchDbSchema {
    static final StreamSchema CHANGES = StreamSchema.of("The last change of one document")
            .id("{/database}/{/id}")
            .field("/database", STRING, "Its database")
            .field("/id", STRING, "The id of the document")
            .field("/changes", ARRAY, "The revisions that are its leaves, each with rev")
            .optional("/deleted", BOOLEAN, "Only there, and true, if the document was deleted")
            .field("/doc", OBJECT, "The document")
            .field("/doc/_rev", STRING, "Its revision")
            .source("docs.couchdb.org, api/database/changes, archived page read 2026-11-23");

    private CouchDbSchema() {}
}
