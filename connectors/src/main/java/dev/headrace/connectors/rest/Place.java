package dev.headrace.connectors.rest;

import java.util.Locale;

/**
 * Where in a request the value goes that changes from page to page. In the item it is always a parameter of the address, so that pages
 * are told apart by their addresses; on its way out it is moved to its place.
 *
 * @param name of the parameter or the header field; in a JSON body a JSON Pointer
 * @param number whether it is written as a number
 */
record Place(In in, String name, boolean number) {
    static final Place NONE = new Place(In.QUERY, "", false);

    /** A part of a request. */
    enum In {
        QUERY,
        BODY,
        HEADER;

        static In named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    boolean isMoved() {
        return in != In.QUERY;
    }
}
