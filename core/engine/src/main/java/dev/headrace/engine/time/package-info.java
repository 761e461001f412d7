/**
 * The time that a run lives by: the machine's, or one that a test gives it.
 *
 * <p>A clock enters with the engine; what the run asks it, and what the run tells it of work under way, leaves. Called by every
 * thread of the engine.
 */
@NullMarked
package dev.headrace.engine.time;

import org.jspecify.annotations.NullMarked;
