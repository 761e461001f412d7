package dev.headrace.engine.document;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;

/** Writes the kinds of values that documents have; no text comes past the redaction. Confined to one thread. */
final class Json {
    private final JsonGenerator out;
    private final UnaryOperator<String> redact;

    Json(JsonGenerator out, UnaryOperator<String> redact) {
        this.out = out;
        this.redact = redact;
    }

    Json object(Runnable content) {
        out.writeStartObject();
        content.run();
        out.writeEndObject();
        return this;
    }

    Json object(String key, Runnable content) {
        out.writeName(key);
        return object(content);
    }

    /** An array of objects. */
    <T> Json objects(String key, Collection<T> elements, Consumer<T> content) {
        out.writeArrayPropertyStart(key);
        elements.forEach(element -> object(() -> content.accept(element)));
        out.writeEndArray();
        return this;
    }

    /** An array of as many values. */
    Json values(String key, int count, IntConsumer value) {
        out.writeArrayPropertyStart(key);
        for (int index = 0; index < count; index++) {
            value.accept(index);
        }
        out.writeEndArray();
        return this;
    }

    Json texts(String key, Collection<String> texts) {
        out.writeArrayPropertyStart(key);
        texts.forEach(this::text);
        out.writeEndArray();
        return this;
    }

    Json text(String key, String text) {
        out.writeName(key);
        text(text);
        return this;
    }

    void text(String text) {
        out.writeString(redact.apply(text));
    }

    /** Left out when it is empty. */
    Json text(String key, Optional<String> text) {
        text.ifPresent(known -> text(key, known));
        return this;
    }

    Json instant(String key, Instant instant) {
        out.writeStringProperty(key, instant.toString());
        return this;
    }

    Json flag(String key, boolean flag) {
        out.writeBooleanProperty(key, flag);
        return this;
    }

    Json number(String key, long number) {
        out.writeNumberProperty(key, number);
        return this;
    }

    void number(long number) {
        out.writeNumber(number);
    }

    Json millis(String key, Duration span) {
        out.writeName(key);
        micros(span.toNanos() / 1_000);
        return this;
    }

    /** Microseconds as milliseconds. */
    void micros(long micros) {
        decimal(micros, 1_000);
    }

    /** A number with a decimal or three, without the zeros at its end. */
    void decimal(long units, long unitsOfOne) {
        if (units % unitsOfOne == 0) {
            out.writeNumber(units / unitsOfOne);
        } else {
            out.writeNumber((double) units / unitsOfOne);
        }
    }
}
