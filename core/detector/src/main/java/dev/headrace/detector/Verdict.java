package dev.headrace.detector;

/** How a thread was held. */
public enum Verdict {
    /** Asleep, or waiting for another thread: sleep, park, wait, join, the result of a future. */
    WAIT("waited"),
    /** Waiting for a lock or a monitor that another thread holds, or for its initialisation of a class. */
    LOCK("waited for a lock"),
    /** Talking to a peer: connect, accept, read, write, select. */
    NETWORK("blocked on the network"),
    /** Asking for names or addresses of hosts, or of this one. */
    DNS("looked up a host"),
    /** Using the file system. */
    FILE("used the file system"),
    /** Starting a process or waiting for one. */
    PROCESS("ran a process"),
    /** Opening a connection to a database. */
    DATABASE("called a database"),
    /** Asleep in native code, seen from outside: what for is not known. */
    NATIVE("was blocked in native code"),
    /** Not blocked: computing. */
    CPU("computed"),
    /** Asking for a garbage collection. */
    GC("collected garbage");

    private final String verb;

    Verdict(String verb) {
        this.verb = verb;
    }

    /** For a sentence whose subject is a thread or a strand: "waited", "used the file system". */
    public String verb() {
        return verb;
    }
}
