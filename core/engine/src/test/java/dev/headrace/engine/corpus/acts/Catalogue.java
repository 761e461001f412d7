package dev.headrace.engine.corpus.acts;

import dev.headrace.engine.corpus.Acts;

/** All acts. Stateless. */
public final class Catalogue {
    private Catalogue() {}

    public static Acts acts() {
        Acts acts = new Acts();
        Sleeps.addTo(acts);
        Locks.addTo(acts);
        Queues.addTo(acts);
        Futures.addTo(acts);
        Processes.addTo(acts);
        Sockets.addTo(acts);
        Channels.addTo(acts);
        Names.addTo(acts);
        FileStreams.addTo(acts);
        FileSystem.addTo(acts);
        FileChannels.addTo(acts);
        Pipes.addTo(acts);
        HttpClients.addTo(acts);
        Databases.addTo(acts);
        Classes.addTo(acts);
        Computing.addTo(acts);
        Harmless.addTo(acts);
        HarmlessLibraries.addTo(acts);
        Missed.addTo(acts);
        return acts;
    }
}
