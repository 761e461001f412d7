/**
 * What a connector's tests extend: one class, and the connector is held to the contract.
 *
 * <p>In: a connector's provider, what its upstream answers when all is well, and the configuration for that. Out: a test for
 * each promise that a connector makes. All of it runs on the thread of the test, which waits for runs of the real engine.
 */
@NullMarked
package dev.headrace.testkit;

import org.jspecify.annotations.NullMarked;
