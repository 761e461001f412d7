/**
 * The stages that an item's connector is handed, followed until the item ends. In: stages of the engine. Out: stages that the
 * connector builds on, and those that nobody looked at. Any thread may derive a stage; the item's end asks for the dropped ones.
 */
@NullMarked
package dev.headrace.engine.stage;

import org.jspecify.annotations.NullMarked;
