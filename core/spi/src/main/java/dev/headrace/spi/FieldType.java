package dev.headrace.spi;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a documented field of a record is. */
public enum FieldType {
    /** Text. */
    STRING,
    /** A number without a fraction. */
    INTEGER,
    /** Any number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** Text that is a date with a time of ISO 8601, such as {@code 2026-01-31T08:00:00Z}; the offset may be missing. */
    TIME,
    /** Named values. */
    OBJECT,
    /** A list. */
    ARRAY;

    /** Whether a value is of this type; one that is missing or null is of none. */
    public boolean accepts(JsonNode value) {
        return switch (this) {
            case STRING -> value.isString();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case TIME -> value.isString() && isTime(value.asString());
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
        };
    }

    private static boolean isTime(String text) {
        try {
            DateTimeFormatter.ISO_DATE_TIME.parse(text);
            return true;
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    /** The type for people, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
