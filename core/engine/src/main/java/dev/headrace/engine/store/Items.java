package dev.headrace.engine.store;

import dev.headrace.spi.WorkItem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The items of all connectors. Confined to the store thread. */
final class Items {
    private final PreparedStatement insert;
    private final PreparedStatement insertEndless;
    private final PreparedStatement find;
    private final PreparedStatement adopt;
    private final PreparedStatement end;
    private final PreparedStatement lease;
    private final PreparedStatement release;
    private long lastId;

    Items(Database database) throws SQLException {
        insert = database.prepare("""
                INSERT INTO headrace_items VALUES (?, ?, ?, ?, ?, 0, ?, 0, ?, NULL, NULL)
                ON CONFLICT (connector, item) WHERE endless = 0 DO NOTHING""");
        insertEndless = database.prepare("INSERT INTO headrace_items VALUES (?, ?, ?, ?, 3, 0, 0, 1, ?, ?, NULL)");
        find = database.prepare("""
                SELECT id, walk, scope, pass, state, attempts FROM headrace_items
                WHERE connector = ? AND item = ? AND endless = 0""");
        adopt = database.prepare("""
                UPDATE headrace_items SET state = ?, pass = ?, scope = ?, walk = ?, error = NULL, times = NULL
                WHERE id = ?""");

        end = database.prepare("""
                UPDATE headrace_items SET state = ?, attempts = ?, error = ?, times = ?
                WHERE id = ? AND state = 1""");
        lease = database.prepare("""
                UPDATE headrace_items SET state = 1 WHERE id IN (
                  SELECT id FROM headrace_items WHERE connector = ? AND state = 0 ORDER BY id DESC LIMIT ?)
                RETURNING id, walk, scope, item, (SELECT name FROM headrace_scopes s WHERE s.id = scope), attempts""");
        release = database.prepare("UPDATE headrace_items SET state = 0, attempts = ? WHERE id = ? AND state = 1");
        lastId = database.number("SELECT max(id) FROM headrace_items");
    }

    /** An item that is in the store already. */
    record Known(long id, long walk, long scope, long pass, ItemState state, int attempts) {
        /** The walk that it is a page of. */
        long ownWalk() {
            return walk == 0 ? id : walk;
        }
    }

    /** Where a follow-up goes. */
    record Place(ConnectorRow connector, long scope, long walk, ItemState state) {}

    /** Adds an item as the newest one. Zero if an equal item is there already, otherwise its id. */
    long add(Place place, String identity) throws SQLException {
        insert.setLong(1, lastId + 1);
        insert.setLong(2, place.connector().id);
        insert.setLong(3, place.scope());
        insert.setLong(4, place.connector().pass);
        insert.setInt(5, place.state().code());
        insert.setLong(6, place.walk());
        insert.setString(7, identity);
        return insert.executeUpdate() == 0 ? 0 : ++lastId;
    }

    /** Adds a page that was already met, as an item that has failed. */
    void addEndless(ConnectorRow connector, long scope, String identity, String error) throws SQLException {
        insertEndless.setLong(1, ++lastId);
        insertEndless.setLong(2, connector.id);
        insertEndless.setLong(3, scope);
        insertEndless.setLong(4, connector.pass);
        insertEndless.setString(5, identity);
        insertEndless.setString(6, error);
        insertEndless.executeUpdate();
    }

    Known find(ConnectorRow connector, String identity) throws SQLException {
        find.setLong(1, connector.id);
        find.setString(2, identity);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("item '%s' is in the store and is not".formatted(identity));
            }
            return new Known(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    ItemState.of(row.getInt(5)),
                    row.getInt(6));
        }
    }

    /** Takes an item of an earlier pass into this one. */
    void adopt(Known known, Place place) throws SQLException {
        adopt.setInt(1, place.state().code());
        adopt.setLong(2, place.connector().pass);
        adopt.setLong(3, place.scope());
        adopt.setLong(4, place.walk());
        adopt.setLong(5, known.id());
        adopt.executeUpdate();
    }

    /** Ends a leased item. */
    void end(Commit commit, LeasedItem leased) throws SQLException {
        end.setInt(1, ItemState.after(commit.outcome()).code());
        end.setInt(2, attempts(commit, leased));
        end.setString(3, commit.error());
        end.setString(4, commit.times());
        end.setLong(5, leased.id());
        if (end.executeUpdate() != 1) {
            throw new IllegalStateException(
                    "%s is committed, but it is not leased: a defect of the engine".formatted(leased));
        }
    }

    private static int attempts(Commit commit, LeasedItem leased) {
        return switch (commit.outcome()) {
            case NOT_STARTED -> leased.attempt() - 1;
            case SUCCEEDED, FAILED, THROTTLED, BLOCKED, CANCELLED -> leased.attempt();
        };
    }

    /** Leases the newest of the queued items, newest first. */
    List<LeasedItem> lease(ConnectorRow connector, int most) throws SQLException {
        List<LeasedItem> found = new ArrayList<>();
        lease.setLong(1, connector.id);
        lease.setInt(2, most);
        try (ResultSet rows = lease.executeQuery()) {
            while (rows.next()) {
                found.add(leased(connector, rows));
            }
        }
        // The order of returned rows is not defined (sqlite.org/lang_returning.html).
        found.sort(Comparator.comparingLong(LeasedItem::id).reversed());
        return found;
    }

    private static LeasedItem leased(ConnectorRow connector, ResultSet row) throws SQLException {
        return new LeasedItem(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                connector.name,
                WorkItem.parse(row.getString(4)),
                row.getString(5),
                row.getInt(6) + 1);
    }

    /** Puts an item back whose next attempt has not been made. */
    void release(LeasedItem item) throws SQLException {
        release.setInt(1, item.attempt() - 1);
        release.setLong(2, item.id());
        if (release.executeUpdate() != 1) {
            throw new IllegalStateException(
                    "%s is released, but it is not leased: a defect of the engine".formatted(item));
        }
    }
}
