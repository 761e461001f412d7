package dev.headrace.connectors.rest;

import java.time.Duration;
import java.util.List;

/**
 * What one pair of braces in a template stands for. Immutable.
 *
 * @param stream whose record has the field; empty text unless it is a field
 * @param name of the field, or JSON Pointer into the record; empty text unless it is a field
 * @param shift added to a time
 * @param filters applied to the value, in their order
 */
record Reference(Kind kind, String stream, String name, Duration shift, List<Filter> filters) {
    /** Where a value comes from. */
    enum Kind {
        FIELD(""),
        EACH("each"),
        CURSOR("cursor"),
        NOW("now"),
        WINDOW_FROM("window.from"),
        WINDOW_TO("window.to");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** How a work item names a value of this field that it carries; a dot is in no other argument's name. */
    String key() {
        return stream + "." + name;
    }

    boolean isField() {
        return kind == Kind.FIELD;
    }

    boolean isTime() {
        return kind == Kind.NOW || kind == Kind.WINDOW_FROM || kind == Kind.WINDOW_TO;
    }
}
