package dev.headrace.runner.demo;

/**
 * The stray sleep of the story, three calls below {@code collect}: a cache that "waits a little" for its refresh. Confined to
 * the connector's strand.
 */
final class Glossary {
    private static final int PAGES_BETWEEN = 4;
    private static final long REFRESH_MILLIS = 500;

    private final boolean stray;
    private int pages;

    Glossary(boolean stray) {
        this.stray = stray;
    }

    void lookUp() {
        if (stray && ++pages % PAGES_BETWEEN == 0) {
            refresh();
        }
    }

    private static void refresh() {
        try {
            // The planted fault that 'headrace demo --stray-sleep' is about.
            Thread.sleep(REFRESH_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
