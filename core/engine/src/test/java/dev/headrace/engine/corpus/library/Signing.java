package dev.headrace.engine.corpus.library;

import java.lang.invoke.MethodHandle;
import java.util.function.LongConsumer;

/** Looks innocent, and sleeps three calls deep. */
public final class Signing {
    private Signing() {}

    /** Takes as long as it is told. */
    public static String sign(String text, long millis) {
        return text + token(millis);
    }

    /** Takes as long as the handle, which takes milliseconds. */
    public static void refresh(MethodHandle sleep, long millis) {
        try {
            sleep.invokeExact(millis);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(long millis) {
        refresh(millis, Signing::pause);
        return "token";
    }

    private static void refresh(long millis, LongConsumer pause) {
        pause.accept(millis);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
