package dev.headrace.engine.run;

/** Hears of an item's end, once, on whatever thread ends it; only hands over. */
@FunctionalInterface
interface ItemListener {
    void ended(ItemRun run, ItemEnd end);
}
