package dev.headrace.connectors.crossref;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.INTEGER;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What a work has, as recorded. */
final class CrossrefSchema {
    static final StreamSchema WORKS = StreamSchema.of("One work")
            .id("{/DOI}")
            .field("/DOI", STRING, "What names it")
            .field("/type", STRING, "journal-article, book-chapter, dataset, ...")
            .optional("/title", ARRAY, "Its titles")
            .optional("/author", ARRAY, "Its authors, each with family and given")
            .field("/publisher", STRING, "Who published it")
            .optional("/container-title", ARRAY, "The journal or book that it is in")
            .optional("/ISSN", ARRAY, "The ISSNs of that")
            .field("/issued/date-parts", ARRAY, "When it was published: [[year, month, day]], as far as known")
            .optional("/abstract", STRING, "Its abstract, in JATS XML")
            .field("/URL", STRING, "Its DOI as an address")
            .field("/is-referenced-by-count", INTEGER, "How many works refer to it")
            .field("/reference-count", INTEGER, "How many references it has")
            .field("/created/date-time", TIME, "When its DOI was registered")
            .field("/deposited/date-time", TIME, "When its metadata last changed")
            .field("/indexed/date-time", TIME, "When it was last indexed")
            .source("github.com/CrossRef/rest-api-doc, api_format.md, read 2026-11-23");

    private CrossrefSchema() {}
}
