/**
 * Everything that a connector can do to block its strand, and what looks like it and is harmless, held against all detectors.
 * Enters: the acts. Leaves: a table of who noticed what. An act runs on a carrier, what it needs beside it on other threads.
 */
@NullMarked
package dev.headrace.engine.corpus;

import org.jspecify.annotations.NullMarked;
