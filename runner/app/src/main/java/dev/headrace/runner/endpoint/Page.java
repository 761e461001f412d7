package dev.headrace.runner.endpoint;

/** What is told under one path. Called on a thread of the endpoint, where it may block for some seconds. */
@FunctionalInterface
public interface Page {
    /** What is so now. */
    Answer answer();

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param contentType with its character set
     * @param body as UTF-8
     */
    record Answer(int status, String contentType, String body) {
        private static final String TEXT = "text/plain; charset=utf-8";

        /** All is well. */
        public static Answer fine() {
            return new Answer(200, TEXT, "ok\n");
        }

        /** Something is not well (503). */
        public static Answer unwell(String why) {
            return new Answer(503, TEXT, why + "\n");
        }

        static Answer problem(int status, String what) {
            return new Answer(status, TEXT, what + "\n");
        }
    }
}
