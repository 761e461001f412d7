package dev.headrace.spi;

import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One bounded piece of work, about one HTTP exchange: a kind and arguments.
 *
 * <p>Its identity is the kind and the arguments; an item that is equal to one already met in a run is dropped and counted.
 * Items are kept in the durable frontier, so they are small and hold no secret. Immutable and thread-safe.
 */
public final class WorkItem {
    private final String kind;
    private final SortedMap<String, String> args;
    private final @Nullable String scope;

    private WorkItem(String kind, SortedMap<String, String> args, @Nullable String scope) {
        this.kind = kind;
        this.args = args;
        this.scope = scope;
    }

    /**
     * An item without arguments, in the scope of the step that will return it.
     *
     * @param kind what to do, for example {@code issues}; not empty
     */
    public static WorkItem of(String kind) {
        if (Objects.requireNonNull(kind, "kind is null").isEmpty()) {
            throw new IllegalArgumentException("the kind of a work item must not be empty");
        }
        return new WorkItem(kind, Collections.emptySortedMap(), null);
    }

    /** The same item with one argument added or replaced; {@code value} is kept as {@link String#valueOf(Object)}. */
    public WorkItem with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(args);
        more.put(
                Objects.requireNonNull(name, "argument name is null"),
                Objects.requireNonNull(value).toString());
        return new WorkItem(kind, Collections.unmodifiableSortedMap(more), scope);
    }

    /** The same item without one argument. */
    public WorkItem without(String name) {
        SortedMap<String, String> fewer = new TreeMap<>(args);
        fewer.remove(name);
        return new WorkItem(kind, Collections.unmodifiableSortedMap(fewer), scope);
    }

    /**
     * The same item as the root of a cursor scope, for example one repository. Items that its steps return belong to the scope
     * too, unless they start one of their own. The scope's cursor becomes durable when all its items have succeeded.
     *
     * @param name of the scope, unique in the connector; not empty
     */
    public WorkItem inScope(String name) {
        if (Objects.requireNonNull(name, "scope is null").isEmpty()) {
            throw new IllegalArgumentException("a scope's name must not be empty (item %s)".formatted(this));
        }
        return new WorkItem(kind, args, name);
    }

    /** What to do. */
    public String kind() {
        return kind;
    }

    /** The arguments, sorted by name; unmodifiable. */
    public SortedMap<String, String> args() {
        return args;
    }

    /**
     * The value of an argument.
     *
     * @throws NoSuchElementException if there is none of that name, naming those there are
     */
    public String arg(String name) {
        String value = args.get(name);
        if (value == null) {
            throw new NoSuchElementException("work item %s has no argument '%s'".formatted(this, name));
        }
        return value;
    }

    /** The value of an argument, or empty. */
    public Optional<String> optionalArg(String name) {
        return Optional.ofNullable(args.get(name));
    }

    /** The scope that this item starts, or empty when it belongs to the scope of the step that returned it. */
    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }

    /**
     * Kind and arguments as one text, the same in every JVM for equal items. Names and values have {@code \}, tab and line
     * feed escaped; a tab stands between them.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder(32 + 24 * args.size());
        escape(text, kind);
        for (Map.Entry<String, String> arg : args.entrySet()) {
            text.append('\t');
            escape(text, arg.getKey());
            text.append('\t');
            escape(text, arg.getValue());
        }
        return text.toString();
    }

    /**
     * The item that {@link #canonical()} wrote.
     *
     * @throws IllegalArgumentException if the text was not written by {@link #canonical()}
     */
    public static WorkItem parse(String canonical) {
        String[] parts = canonical.split("\t", -1);
        if (parts.length % 2 == 0) {
            throw new IllegalArgumentException("not the canonical form of a work item: '%s'".formatted(canonical));
        }
        SortedMap<String, String> args = new TreeMap<>();
        for (int i = 1; i < parts.length; i += 2) {
            args.put(unescape(parts[i]), unescape(parts[i + 1]));
        }
        return new WorkItem(unescape(parts[0]), Collections.unmodifiableSortedMap(args), null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkItem that && kind.equals(that.kind) && args.equals(that.args);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + args.hashCode();
    }

    /** For people, for example {@code issues{page=2, repo=acme/mill}}. */
    @Override
    public String toString() {
        return args.isEmpty() ? kind : kind + args;
    }

    private static void escape(StringBuilder text, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }

    private static String unescape(String part) {
        if (part.indexOf('\\') < 0) {
            return part;
        }
        StringBuilder text = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '\\' || i + 1 == part.length()) {
                text.append(c);
                continue;
            }
            char escaped = part.charAt(++i);
            text.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped);
        }
        return text.toString();
    }
}
