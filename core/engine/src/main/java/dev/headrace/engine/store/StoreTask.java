package dev.headrace.engine.store;

import java.io.IOException;
import java.sql.SQLException;

/** Something for the store thread to do. */
interface StoreTask {
    /** Does it, in the transaction that is open, and tells whoever asked. */
    void run(StoreSession session) throws SQLException, IOException;

    /** How much work it adds to the transaction, in rows. */
    default int weight() {
        return 1;
    }

    /** Tells whoever asked that it will not be done. Called instead of the rest of {@link #run}. */
    default void refuse(StoreException reason) {}
}
