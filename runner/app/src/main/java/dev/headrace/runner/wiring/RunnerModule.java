package dev.headrace.runner.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.headrace.runner.view.Terminal;

/** What the commands share. */
final class RunnerModule extends AbstractModule {
    @Provides
    @Singleton
    static Terminal terminal() {
        return Terminal.ofProcess();
    }
}
