package dev.headrace.docs.messages;

/**
 * One way to meet a message.
 *
 * @param title what somebody did or what happened, in a few words
 * @param given the configuration, command or code that leads to it; may be empty
 * @param act does it
 */
record Provocation(String title, String given, Act act) {
    /** Makes Headrace say something. */
    @FunctionalInterface
    interface Act {
        /**
         * @param desk a fresh one
         * @return what was printed
         */
        String printed(Desk desk) throws Exception;
    }

    @Override
    public String toString() {
        return title;
    }
}
