package dev.headrace.engine.discovery;

/**
 * A connector that is there and cannot be used. Texts only: an exception from a plugin keeps the plugin's classes alive.
 *
 * @param className as its services file gives it; empty when the trouble cannot be traced to one class
 * @param location the jar or directory; empty when it is not known
 * @param reason type and message of the failure, and what to do
 */
public record RejectedProvider(String className, String location, String reason) {
    /** One line for people. */
    @Override
    public String toString() {
        String where = className.isEmpty() || location.isEmpty() ? location : " in " + location;
        return className + where + (className.isEmpty() && where.isEmpty() ? "" : ": ") + reason;
    }
}
