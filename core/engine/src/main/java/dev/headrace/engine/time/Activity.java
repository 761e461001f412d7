package dev.headrace.engine.time;

/**
 * Hears of the work of a run. Whoever hands work to another thread tells of it before, and whoever has done it tells of that
 * after all that follows from it has been handed on: so the count is zero only when nothing happens any more until an alarm
 * rings, or somebody outside acts. Thread-safe; never blocks for long.
 */
public interface Activity {
    /** Work is handed to another thread. */
    void begins();

    /** That work is done. */
    void ends();

    /** A request begins its way over the network. */
    Flight takeOff();

    /** One request on the network, from before its connection to after its answer was handed on. */
    interface Flight {
        /**
         * Tells which connection carries it, before its first byte goes out: a server that keeps it waiting knows it by that.
         *
         * @param port the local port of the connection
         */
        void from(int port);

        /** The request has its answer, or will have none. Once. */
        void lands();
    }

    /** Nobody listens: the machine's clock waits for nobody. */
    Activity UNWATCHED = new Activity() {
        @Override
        public void begins() {}

        @Override
        public void ends() {}

        @Override
        public Flight takeOff() {
            return UNSEEN;
        }
    };

    /** A request that nobody watches. */
    Flight UNSEEN = new Flight() {
        @Override
        public void from(int port) {}

        @Override
        public void lands() {}
    };
}
