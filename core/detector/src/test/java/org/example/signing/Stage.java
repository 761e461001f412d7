package org.example.signing;

/** One of several ways; only those of which there are objects count. */
public interface Stage {
    String pass(String text);

    /** Waits. */
    final class Slow implements Stage {
        @Override
        public String pass(String text) {
            return new TokenCache().refresh();
        }
    }

    /** Does not. */
    final class Quick implements Stage {
        @Override
        public String pass(String text) {
            return text;
        }
    }
}
