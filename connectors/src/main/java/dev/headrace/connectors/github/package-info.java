/**
 * GitHub's REST API: issues, releases and comments of repositories. In: repositories and the time of the last collection. Out:
 * what has changed since. Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.github;

import org.jspecify.annotations.NullMarked;
