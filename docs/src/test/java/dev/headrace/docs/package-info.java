/**
 * Holds the pages to what they say. The texts of the guides enter; every code block in them is compared with a source of this
 * module, and every configuration and connector is run against a fake upstream on loopback. All on the test's own thread.
 */
@NullMarked
package dev.headrace.docs;

import org.jspecify.annotations.NullMarked;
