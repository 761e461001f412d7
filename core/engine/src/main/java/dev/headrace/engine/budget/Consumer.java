package dev.headrace.engine.budget;

/** One connector in front of the budgets. Guarded by the kernel's lock. */
final class Consumer {
    final String name;
    int waiting;
    Standing standing = Standing.USUAL;

    Consumer(String name) {
        this.name = name;
    }
}
