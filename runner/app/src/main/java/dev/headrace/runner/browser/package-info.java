/**
 * A run while it goes on, in a browser on the same machine. In: a run's progress, once a second; requests by HTTP on the loopback
 * interface. Out: a page and server-sent events. One thread looks at the run; each browser has a thread of a small pool.
 */
@NullMarked
package dev.headrace.runner.browser;

import org.jspecify.annotations.NullMarked;
