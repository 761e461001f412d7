package dev.headrace.runner.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes the objects of the command line: commands by Guice, everything else as the command line library does. */
public final class CommandFactory implements CommandLine.IFactory {
    private static final String COMMANDS = "dev.headrace.runner";

    private final CommandLine.IFactory standard = CommandLine.defaultFactory();
    private @Nullable Injector injector;

    /** A factory that has made nothing yet. */
    public CommandFactory() {}

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type.getName().startsWith(COMMANDS) && !type.isInterface()
                ? injector().getInstance(type)
                : standard.create(type);
    }

    private Injector injector() {
        Injector made = injector;
        if (made == null) {
            made = Guice.createInjector(Stage.DEVELOPMENT, new RunnerModule());
            injector = made;
        }
        return made;
    }
}
