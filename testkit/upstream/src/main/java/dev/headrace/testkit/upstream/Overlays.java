package dev.headrace.testkit.upstream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The routes under all faults that lie over them at the moment, the newest on top. Thread-safe. */
final class Overlays implements Responder {
    private final Responder healthy;
    private final List<Overlay> overlays = new CopyOnWriteArrayList<>();

    Overlays(Responder healthy) {
        this.healthy = healthy;
    }

    Overlay add(When when, Fault fault) {
        Overlay overlay = new Overlay(this, when, fault);
        overlays.add(overlay);
        return overlay;
    }

    void remove(Overlay overlay) {
        overlays.remove(overlay);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        Responder top = healthy;
        for (Overlay overlay : overlays) {
            Responder below = top;
            top = asked -> overlay.reply(asked, below);
        }
        return top.reply(request);
    }
}
