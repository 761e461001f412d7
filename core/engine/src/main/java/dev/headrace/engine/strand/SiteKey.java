package dev.headrace.engine.strand;

import dev.headrace.detector.Site;
import dev.headrace.engine.strand.BlockingVerdict.Kind;

/** What makes two occurrences the same place. */
record SiteKey(Kind kind, String connector, String blocking) {
    /** A computing task is found at another line each time: there the connector's method is the place. */
    static SiteKey of(Kind kind, Site site) {
        if (kind == Kind.CPU) {
            return new SiteKey(kind, site.connectorFrame().map(Site::method).orElse(""), "");
        }
        return new SiteKey(
                kind,
                site.connectorFrame().map(StackTraceElement::toString).orElse(""),
                site.blockingFrame().map(Site::method).orElse(""));
    }
}
