package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import java.nio.file.Path;

/**
 * The section {@code report}: what is kept of runs that have ended.
 *
 * @param write whether {@code report.html} and {@code run.json} of the newest run are written
 * @param directory where, absolute
 * @param keep of how many runs the state file keeps the whole document; of older ones it keeps a line
 */
public record ReportOptions(boolean write, Path directory, int keep) {
    /** The options of the section, with their defaults. */
    public static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional("write", ConfigSpec.Type.BOOLEAN, true, "Whether report.html and run.json are written")
            .optional("directory", ConfigSpec.Type.STRING, "Where; by default beside the state file")
            .integer("keep", 50, 0, 10_000, "Of how many runs the state file keeps everything");

    /** @param state the state file, absolute */
    static ReportOptions of(CheckedConfig config, Path base, Path state) {
        Path beside = state.getParent() == null ? base : state.getParent();
        return new ReportOptions(
                config.bool("write"),
                config.has("directory")
                        ? base.resolve(config.string("directory")).normalize()
                        : beside,
                config.integer("keep"));
    }
}
