package org.example.signing;

/** A token that is got again when it is old. */
final class TokenCache {
    private String last = "";

    String refresh() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    String last() {
        return last;
    }
}
