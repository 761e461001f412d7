package dev.headrace.engine.strand;

import java.util.function.BooleanSupplier;

/** Stands for a library between a connector and the JDK. */
final class PlantedLibrary {
    private PlantedLibrary() {}

    static void settle(BooleanSupplier enough) throws InterruptedException {
        do {
            pause();
        } while (!enough.getAsBoolean());
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(25); // the planted fault: longer than the limit, again and again until the test has seen it
    }
}
