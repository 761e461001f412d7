/**
 * The one timer: deadlines and wake-ups of the whole engine.
 *
 * <p>Actions enter from any thread, with a delay and an executor; they leave on that executor. The {@code headrace-timer} thread
 * only hands over.
 */
@NullMarked
package dev.headrace.engine.timer;

import org.jspecify.annotations.NullMarked;
