package dev.headrace.testkit.upstream;

/**
 * A path, or every path below a prefix if it ends with {@code /*}.
 *
 * @param text what was written
 * @param stem the path, or the prefix with its last slash
 * @param prefix whether everything below the stem is meant
 */
record PathPattern(String text, String stem, boolean prefix) {
    static PathPattern of(String text) {
        if (!text.startsWith("/") || text.indexOf('?') >= 0) {
            throw new IllegalArgumentException("A route is a path such as /items or /items/*, without a query; '" + text
                    + "' is none. A responder reads the query itself.");
        }
        boolean prefix = text.endsWith("/*");
        return new PathPattern(text, prefix ? text.substring(0, text.length() - 1) : text, prefix);
    }

    boolean matches(String path) {
        return prefix ? path.startsWith(stem) : path.equals(stem);
    }
}
