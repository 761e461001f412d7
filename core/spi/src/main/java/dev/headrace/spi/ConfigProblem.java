package dev.headrace.spi;

/**
 * One thing that is wrong with a configuration. Made by the engine.
 *
 * @param path full path of the option, for example {@code connectors.github.page-size}; empty for the file itself
 * @param origin file and line, for example {@code headrace.conf:12}; empty when it is not known
 * @param message what is wrong and what to do
 */
public record ConfigProblem(String path, String origin, String message) {
    /** One line for people: {@code headrace.conf:12: connectors.github.page-size: ...}. */
    @Override
    public String toString() {
        return (origin.isEmpty() ? "" : origin + ": ") + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
