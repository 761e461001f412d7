package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Makes trees of bodies, on a carrier. Stateless. */
final class Decoding {
    private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);

    private Decoding() {}

    /** The mapper takes about 0.1 s to load; nobody waits for it before the first body is there. */
    private static final class Json {
        /** Numbers keep every digit that the upstream sent: a price of 2.50 stays 2.50. */
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * Loads the mapper, and fills what Jackson fills under a lock at the first texts that are made of trees: a dozen connectors
     * that do so with their first pages would wait for each other.
     */
    static void warmUp() {
        JsonNode tree = Json.MAPPER.readTree("{\"a\":[1,2.5,true,null,\"b\"]}");
        // The first text adds to Jackson's map, the second makes the copy of it that is read without a lock.
        List<String> texts = List.of(tree.toString(), tree.toString());
        LOG.debug("JSON is read and written: {}", texts);
    }

    /**
     * @param status with 304 there is no body (RFC 9110, 15.4.5), so there is nothing that a call's own decoder could read
     * @throws Exception what the decoder throws; a body that is no JSON gives a {@link JacksonException}
     */
    static JsonNode decode(HttpCall call, int status, Octets body, String contentType) throws Exception {
        if (call.decoder().isPresent() && status != 304) {
            return call.decoder().get().decode(body.whole(), contentType);
        }
        if (body.length() == 0) {
            return MissingNode.getInstance();
        }
        return Json.MAPPER.readTree(body.array(), 0, body.length());
    }

    /** Whether a body that is no JSON fails the call, or only those who ask for JSON. */
    static boolean mustBeJson(HttpCall call, int status, String contentType) {
        return call.decoder().isPresent() || status >= 200 && status < 300 && MediaType.isJson(contentType);
    }
}
