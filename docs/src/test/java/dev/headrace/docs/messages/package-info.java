/**
 * Provokes each message that a user can meet, and writes them all down.
 *
 * <p>Broken configurations, plugins, upstreams and connectors enter; what Headrace prints leaves, and is compared with
 * {@code docs/messages.md}. On the test's own thread; runs use the engine's threads.
 */
@NullMarked
package dev.headrace.docs.messages;

import org.jspecify.annotations.NullMarked;
