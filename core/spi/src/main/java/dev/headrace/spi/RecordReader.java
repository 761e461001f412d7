package dev.headrace.spi;

import java.io.InputStream;
import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/**
 * Takes records out of a body while it arrives, for bodies that are too large to be held. Stateless and thread-safe; what it
 * returns belongs to one thread at a time.
 */
@FunctionalInterface
public interface RecordReader {
    /**
     * Begins to read; called, like the iterator, on a thread of the engine that may block.
     *
     * @param body after decompression. Reading waits for the network, and throws when the body is cut off; need not be closed
     * @param contentType the value of the header, empty text when there was none
     * @return the records in their order, one in memory at a time. The same body must give the same records each time
     * @throws Exception if the body is not what it should be; the iterator may throw it unchecked. The message goes into the item's
     *     failure
     */
    Iterator<JsonNode> read(InputStream body, String contentType) throws Exception;
}
