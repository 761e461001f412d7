package dev.headrace.engine.store;

import dev.headrace.spi.CursorOrder;
import dev.headrace.spi.Step.CursorProposal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scopes: how many of their items are outstanding and how many did not succeed. When neither is left, the scope's proposal
 * becomes its cursor and what its requests saw makes the next ones conditional. Confined to the store thread.
 */
final class Scopes {
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement change;
    private final PreparedStatement propose;
    private final PreparedStatement see;
    private final PreparedStatement setCursor;
    private final PreparedStatement keepSeen;
    private final PreparedStatement dropSeen;
    private final PreparedStatement cursors;
    private final PreparedStatement validators;

    Scopes(Database database) throws SQLException {
        find = database.prepare("SELECT id FROM headrace_scopes WHERE connector = ? AND name = ?");
        insert = database.prepare("INSERT INTO headrace_scopes VALUES (NULL, ?, ?, 0, 0, NULL, 0) RETURNING id");
        change = database.prepare("""
                UPDATE headrace_scopes
                SET outstanding = outstanding + ?, failed = failed + ?, validators = validators + ?
                WHERE id = ? RETURNING connector, name, outstanding, failed, cursor, validators""");
        propose = database.prepare("UPDATE headrace_scopes SET cursor = ? WHERE id = ?");
        see = database.prepare("INSERT OR REPLACE INTO headrace_seen_validators VALUES (?, ?, ?, ?)");
        setCursor = database.prepare("INSERT OR REPLACE INTO headrace_cursors VALUES (?, ?, ?)");
        keepSeen = database.prepare("""
                INSERT OR REPLACE INTO headrace_validators
                SELECT ?, address, etag, last_modified FROM headrace_seen_validators WHERE scope = ?""");
        dropSeen = database.prepare("DELETE FROM headrace_seen_validators WHERE scope = ?");
        cursors = database.prepare("SELECT scope, cursor FROM headrace_cursors WHERE connector = ?");
        validators = database.prepare(
                "SELECT etag, last_modified FROM headrace_validators WHERE connector = ? AND address = ?");
    }

    /** What a commit changes in one scope. */
    static final class Change {
        int outstanding;
        int failed;
    }

    /** A scope after a change. */
    private record State(
            long connector,
            String name,
            long outstanding,
            long failed,
            @Nullable String cursor,
            long validators) {}

    /** The id of a scope, made when it is new. */
    long idOf(long connector, String name) throws SQLException {
        find.setLong(1, connector);
        find.setString(2, name);
        try (ResultSet row = find.executeQuery()) {
            if (row.next()) {
                return row.getLong(1);
            }
        }
        insert.setLong(1, connector);
        insert.setString(2, name);
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Applies what a commit changes in a scope that proposes no cursor. */
    void apply(long scope, Change change) throws SQLException {
        apply(scope, change, null, List.of());
    }

    /** Applies what a commit changes in the scope of its item. */
    void apply(long scope, Change change, @Nullable CursorProposal proposal, List<Validators> seen)
            throws SQLException {
        for (Validators each : seen) {
            see.setLong(1, scope);
            see.setString(2, each.address());
            see.setString(3, each.etag());
            see.setString(4, each.lastModified());
            see.executeUpdate();
        }
        State state = change(scope, change, seen.size());
        String cursor = proposal == null ? state.cursor() : better(scope, state.cursor(), proposal);
        if (state.outstanding() == 0 && state.failed() == 0) {
            complete(scope, state, cursor);
        }
    }

    private State change(long scope, Change by, int seen) throws SQLException {
        change.setInt(1, by.outstanding);
        change.setInt(2, by.failed);
        change.setInt(3, seen);
        change.setLong(4, scope);
        try (ResultSet row = change.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("scope %d is not in the store".formatted(scope));
            }
            return new State(
                    row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5), row.getLong(6));
        }
    }

    private String better(long scope, @Nullable String current, CursorProposal proposal) throws SQLException {
        if (current != null && proposal.largest() && CursorOrder.INSTANCE.compare(proposal.value(), current) <= 0) {
            return current;
        }
        propose.setString(1, proposal.value());
        propose.setLong(2, scope);
        propose.executeUpdate();
        return proposal.value();
    }

    private void complete(long scope, State state, @Nullable String cursor) throws SQLException {
        if (cursor != null) {
            setCursor.setLong(1, state.connector());
            setCursor.setString(2, state.name());
            setCursor.setString(3, cursor);
            setCursor.executeUpdate();
        }
        if (state.validators() > 0) {
            keepSeen.setLong(1, state.connector());
            keepSeen.setLong(2, scope);
            keepSeen.executeUpdate();
            dropSeen.setLong(1, scope);
            dropSeen.executeUpdate();
        }
    }

    /** The committed cursors of a connector, by scope. */
    Map<String, String> cursors(long connector) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        cursors.setLong(1, connector);
        try (ResultSet rows = cursors.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    /** What the last complete collection of an address saw. */
    @Nullable
    Validators validators(long connector, String address) throws SQLException {
        validators.setLong(1, connector);
        validators.setString(2, address);
        try (ResultSet row = validators.executeQuery()) {
            return row.next() ? new Validators(address, row.getString(1), row.getString(2)) : null;
        }
    }
}
