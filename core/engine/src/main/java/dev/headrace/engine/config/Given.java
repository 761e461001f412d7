package dev.headrace.engine.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Optional;

/**
 * A value as the file gives it.
 *
 * @param variable the environment variable that it came from; a value from outside is never shown, and as it is always a text
 *     there, it may be read as a number or as {@code true}
 * @param substituted whether it stands elsewhere, so that it is not shown either
 */
record Given(ConfigValue value, Place place, Optional<String> variable, boolean substituted) {
    static Given of(ConfigValue value, Place place) {
        return new Given(value, place.at(value.origin()), Environment.variable(value.origin()), false);
    }

    /** A value that stands elsewhere, perhaps as a secret, and has the place of the reference to it. */
    static Given substituted(ConfigValue value, Place reference) {
        return new Given(value, reference, Environment.variable(value.origin()), true);
    }

    boolean isObject() {
        return value.valueType() == ConfigValueType.OBJECT;
    }

    ConfigObject object() {
        return (ConfigObject) value;
    }

    /** A text, a number, {@code true} or {@code false}. */
    boolean isScalar() {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> true;
            case OBJECT, LIST, NULL -> false;
        };
    }

    /** Whether the value may be read as one that needs no quotes in the file. */
    boolean is(ConfigValueType type) {
        return value.valueType() == type || variable.isPresent() && value.valueType() == ConfigValueType.STRING;
    }

    /** A scalar, letter for letter: {@code 1.10} stays {@code 1.10}. */
    String text() {
        return value.atKey("value").getString("value");
    }

    /** What a message may say of the value. */
    String shown() {
        if (variable.isPresent()) {
            return "the value of the environment variable " + variable.get();
        }
        if (substituted) {
            return "the substituted value";
        }
        return isScalar() ? "'" + text() + "'" : kind();
    }

    /** Whether the value stands where it is read, so that it may be shown. */
    boolean isPlain() {
        return variable.isEmpty() && !substituted;
    }

    String kind() {
        return switch (value.valueType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list";
            case OBJECT -> "an object";
            case NULL -> "nothing";
        };
    }
}
