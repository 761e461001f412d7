package dev.headrace.connectors.npm;

import static dev.headrace.spi.FieldType.ARRAY;
import static dev.headrace.spi.FieldType.NUMBER;
import static dev.headrace.spi.FieldType.OBJECT;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What a registry gives, as Verdaccio 6 answered and as npm describes it. */
final class NpmSchemas {
    static final StreamSchema PACKAGES = StreamSchema.of("One package as the search shows it")
            .id("{/package/name}")
            .field("/package/name", STRING, "Its name, with the scope")
            .optional("/package/version", STRING, "Its latest version; Verdaccio has it in dist-tags")
            .optional("/package/dist-tags", OBJECT, "Versions by tag; not on the public registry")
            .optional("/package/description", STRING, "What it is")
            .optional("/package/keywords", ARRAY, "Its keywords")
            .optional("/package/maintainers", ARRAY, "Who maintains it")
            .field("/score/final", NUMBER, "How well it fits the search")
            .source("github.com/npm/registry, docs/REGISTRY-API.md, read 2026-11-23");

    static final StreamSchema DOCUMENTS = StreamSchema.of("One package with all its versions")
            .id("{/name}")
            .field("/name", STRING, "Its name, with the scope")
            .optional("/description", STRING, "What it is")
            .field("/dist-tags", OBJECT, "Versions by tag; latest is one")
            .field("/versions", OBJECT, "What each version says, by version")
            .field("/time", OBJECT, "When each version was published, by version")
            .field("/time/modified", TIME, "When the package last changed")
            .optional("/readme", STRING, "The readme of the latest version")
            .source("github.com/npm/registry, docs/responses/package-metadata.md, read 2026-11-23");

    private NpmSchemas() {}
}
