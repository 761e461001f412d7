package dev.headrace.testkit.time;

import dev.headrace.engine.time.Activity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests on the network, by the connection that carries them. Guarded by the clock.
 *
 * <p>Each counts as work from before its connection to after its answer, but for the time that a server keeps it waiting by the
 * clock itself. The engine names a connection before the first byte of a request goes out, so a server that has the request finds
 * it here, unless the engine has given it up: then the server waits for nobody's sake, and nobody waits for it. A connection carries one
 * request at a time, as HTTP/1.1 does, which is what engines speak to a fake upstream.
 */
final class Flights {
    private final VirtualClock clock;
    /** The newest on each connection. The one before it may not have landed yet, but has its answer: it is on its way home. */
    private final Map<Integer, Flight> byPort = new HashMap<>();

    private int waiting;

    Flights(VirtualClock clock) {
        this.clock = clock;
    }

    Activity.Flight takeOff(VirtualRunTime run) {
        return new Flight(run);
    }

    /** A server keeps a request waiting; null if nobody waits for that request any more, or its client tells of none. */
    @Nullable
    Flight park(int port) {
        Flight flight = byPort.get(port);
        if (flight == null || flight.state != State.FLYING) {
            return null;
        }
        flight.turn(State.WAITING);
        return flight;
    }

    /** A server goes on with a request. */
    void resume(@Nullable Flight flight) {
        if (flight != null && flight.state == State.WAITING) {
            flight.turn(State.FLYING);
        }
    }

    /** Those that servers keep waiting. */
    int waiting() {
        return waiting;
    }

    private enum State {
        FLYING,
        WAITING,
        LANDED
    }

    /** One request. */
    final class Flight implements Activity.Flight {
        private final VirtualRunTime run;
        private State state = State.FLYING;
        private int port;

        private Flight(VirtualRunTime run) {
            this.run = run;
            run.begins();
        }

        @Override
        public void from(int localPort) {
            synchronized (clock) {
                port = localPort;
                byPort.put(port, this);
            }
        }

        @Override
        public void lands() {
            synchronized (clock) {
                turn(State.LANDED);
                byPort.remove(port, this);
            }
        }

        private void turn(State next) {
            if (state == State.FLYING && next != State.FLYING) {
                run.ends();
            } else if (state == State.WAITING && next == State.FLYING) {
                run.begins();
            }
            waiting += (next == State.WAITING ? 1 : 0) - (state == State.WAITING ? 1 : 0);
            state = next;
        }
    }
}
