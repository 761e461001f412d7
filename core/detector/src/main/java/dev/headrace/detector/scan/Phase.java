package dev.headrace.detector.scan;

/** When code of a connector runs. */
public enum Phase {
    /** The provider's code, and what it calls to open a connector. */
    OPENING("while opening"),
    /** {@code plan}, {@code collect}, {@code probe}, {@code close}, decoders, and every callback: all that runs on the strand. */
    COLLECTING("while collecting");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** For a heading. */
    public String title() {
        return title;
    }
}
