/**
 * The only way to the network: connectors' calls over Apache HttpClient 5, which is used as the transport and nothing else.
 *
 * <p>In: calls, permits of the budgets, credentials. Out: whole, decoded replies, or failures that say what was tried. Calls
 * come on a connector's strand and their replies go back there; bodies are decoded on the carriers; what the reactors
 * ({@code headrace-io-N}) do ends in a hand-off.
 */
@NullMarked
package dev.headrace.engine.http;

import org.jspecify.annotations.NullMarked;
