package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the records of committed steps. The store calls it so that nothing is lost and, if the sink can take back what was
 * written after the last commit, nothing is doubled:
 *
 * <ol>
 *   <li>{@link #begin} takes back what a crash left behind: everything after the {@linkplain SinkContext#positions() positions};
 *   <li>{@link #append} for each step, in the order of their commits;
 *   <li>{@link #prepareCommit} writes out what is pending and sets the positions, then the store commits its transaction, then
 *       {@link #committed}.
 * </ol>
 *
 * <p>A sink that writes elsewhere, such as a database server, commits there in {@link #prepareCommit}. After a crash between
 * the two commits the same records come again: it replaces by stream and id.
 *
 * <p>{@link #encode} is called by several threads at once. All other methods are called on the store thread, which may block;
 * a failure of any of them ends the run.
 */
public interface Sink extends AutoCloseable {
    /** The sink's name in messages and in the state file, for example {@code jsonl}; the same in every run. */
    String name();

    /**
     * Brings the records of one step into the form in which they are written. Called on carrier threads, by several at once,
     * so that the one store thread has little to do. Must not block.
     *
     * @param connector the instance that collected them
     * @param records not empty
     * @throws dev.headrace.spi.PermanentException if a record cannot be written, naming stream and id; only its item fails
     */
    EncodedRecords encode(String connector, List<CollectedRecord> records);

    /**
     * Makes ready for appending and takes back what was written after the last commit. Called once, first.
     *
     * @throws IOException if what was committed is no longer there, saying what is missing and what to do
     */
    void begin(SinkContext context) throws IOException, SQLException;

    /** Takes the records of one step; need not write them yet. */
    void append(EncodedRecords records) throws IOException, SQLException;

    /** Writes out what is pending and sets the positions, before the transaction commits. */
    void prepareCommit() throws IOException, SQLException;

    /** Called after the transaction has been committed. */
    default void committed() throws IOException, SQLException {}

    /**
     * The state of an instance is being reset, as a user asked. Records that were written stay; positions of what the user has
     * deleted go. Called instead of {@link #begin}, on a sink that is not used for anything else.
     */
    default void forget(String connector, SinkContext context) throws IOException, SQLException {}

    /** Frees what the sink holds, without writing anything. Called once, last. */
    @Override
    void close() throws IOException, SQLException;
}
