package dev.headrace.runner;

/** The entry point of the executable jar. */
public final class Main {
    private Main() {}

    /** @param arguments the command line */
    public static void main(String[] arguments) {
        System.out.println("headrace");
    }
}
