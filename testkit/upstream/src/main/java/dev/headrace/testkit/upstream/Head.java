package dev.headrace.testkit.upstream;

import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * Status and headers of a reply, encoded once.
 *
 * @param status the status code
 * @param fields the headers to send
 * @param absent names of headers that the server would add and shall not
 */
record Head(int status, HttpFields fields, Set<String> absent) {
    static Head of(int status) {
        return new Head(status, HttpFields.EMPTY, Set.of());
    }

    Head under(int other) {
        return new Head(other, fields, absent);
    }

    Head with(String name, String value) {
        return new Head(
                status, HttpFields.build(fields).put(encoded(name, value)).asImmutable(), absent);
    }

    Head and(String name, String value) {
        return new Head(
                status, HttpFields.build(fields).add(encoded(name, value)).asImmutable(), absent);
    }

    Head without(String name) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(absent);
        names.add(name);
        return new Head(status, HttpFields.build(fields).remove(name).asImmutable(), names);
    }

    boolean leavesOut(String name) {
        return absent.contains(name);
    }

    /** Known names are told to the server as such: by them it decides on the connection and the length. */
    private static HttpField encoded(String name, String value) {
        return new PreEncodedHttpField(HttpHeader.CACHE.get(name), name, value);
    }
}
