package dev.headrace.testkit.upstream;

import org.eclipse.jetty.io.QuietException;

/** Tells the server that an exchange ended badly because its reply said so. */
final class DeliberateFault extends QuietException.Exception {
    private static final long serialVersionUID = 1L;

    DeliberateFault(Ending ending) {
        super("The reply ends so on purpose: " + ending);
    }
}
