package dev.headrace.runner.live;

import dev.headrace.engine.report.RunReport;
import java.nio.file.Path;

/** Shows a run while it goes on, and how it ended. Thread-safe; what is called twice does nothing the second time. */
public interface RunView extends AutoCloseable {
    /** The run was asked to stop and is about to. */
    default void stopping() {}

    /** Ends the view and shows how the run ended. Nothing of the view comes afterwards. */
    void ended(RunReport report);

    /** Tells where the report of the run is, once it has ended. */
    default void reportAt(Path file) {}

    /** Ends the view, however the run goes on; what is printed afterwards stands below it. */
    @Override
    void close();
}
