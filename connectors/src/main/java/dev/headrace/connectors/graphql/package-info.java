/**
 * GitHub's GraphQL API. In: repositories and the time of the last collection. Out: issues and pull requests that were changed since.
 * Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.graphql;

import org.jspecify.annotations.NullMarked;
