package dev.headrace.spi;

import tools.jackson.databind.JsonNode;

/**
 * Turns a body into a tree. Stateless and thread-safe: it runs on the engine's carriers, off the connector's strand, for
 * several answers at once. Must not block.
 */
@FunctionalInterface
public interface BodyDecoder {
    /**
     * @param body after decompression; may be empty
     * @param contentType the value of the header, empty text when there was none
     * @return the tree; never {@code null}
     * @throws Exception if the body is not what it should be; the message goes into the item's failure
     */
    JsonNode decode(byte[] body, String contentType) throws Exception;
}
