package dev.headrace.connectors.elasticsearch;

import dev.headrace.connectors.Account;
import dev.headrace.connectors.OptionChecks;
import dev.headrace.connectors.PerHost;
import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorInfo.Trait;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents of indices in Elasticsearch or OpenSearch, however many there are. */
public final class ElasticsearchProvider implements ConnectorProvider {
    private static final String ALL = "{\"match_all\":{}}";

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("elasticsearch", "1.0.0", "Documents of indices in Elasticsearch or OpenSearch").stream(
                        "documents", ElasticsearchSchema.DOCUMENTS)
                .trait(Trait.PAGES, "search_after by the cursor's field, or scroll without one, until a page is empty")
                .trait(Trait.INCREMENTAL, "documents whose cursor field is not below the largest of the last run")
                .trait(Trait.AUTHENTICATION, "API key, user and password, or none")
                .trait(Trait.PROOF, "Elasticsearch 7.10.2");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .required("indices", ConfigSpec.Type.STRING_LIST, "Names of indices or aliases")
                .optional(
                        "cursor",
                        ConfigSpec.Type.STRING,
                        "A field that grows, such as @timestamp; documents without it come in the first run only. If none is given, every run reads all by scroll")
                .optional(
                        "tiebreaker",
                        ConfigSpec.Type.STRING,
                        "_id",
                        "With cursor: a field that differs between documents with the same value of it. Elasticsearch 8 refuses to sort by _id; name a keyword field with a copy of it, or allow it by indices.id_field_data.enabled")
                .optional("query", ConfigSpec.Type.STRING, ALL, "Which documents, as JSON of the query language")
                .optional("user", ConfigSpec.Type.STRING, "Who it is; goes with password")
                .secret("password", "Goes with user")
                .secret("api-key", "In place of user and password, as the server wrote it in 'encoded'")
                .integer("page-size", 1_000, 1, 10_000, "Documents asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("elasticsearch", config)
                .concurrency(4)
                .source("elastic.co, reference 7, paginate search results, archived page read 2026-11-23: 10,000 hits"
                        + " by from and size, 500 open scrolls and no rate; 4 at once is a courtesy"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        if (config.has("api-key")) {
            return new Auth.Header("Authorization", "ApiKey ", config.secret("api-key"));
        }
        return Account.auth(config);
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        List<ConfigProblem> problems = new ArrayList<>(Account.problems(config));
        JsonNode query = query(config, problems);
        OptionChecks.of(config)
                .each(
                        "indices",
                        "[^-_+A-Z\\\\/*?\"<>| ,#:][^A-Z\\\\/*?\"<>| ,#:]*",
                        "is no name of an index: lower case, without \\/*?\"<>|,#: and space")
                .and(problems)
                .done();
        return new Elasticsearch(config, query);
    }

    private static JsonNode query(ConnectorConfig config, List<ConfigProblem> problems) {
        JsonMapper mapper = new JsonMapper();
        try {
            return mapper.readTree(config.string("query"));
        } catch (JacksonException e) {
            problems.add(config.problem("query", "is no JSON: " + e.getOriginalMessage()));
            return mapper.missingNode();
        }
    }
}
