package dev.headrace.engine.strand;

import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;

/** What makes two occurrences the same place. */
record SiteKey(Verdict kind, String connector, String blocking) {
    /** A computing task is found at another line each time: there the connector's method is the place. */
    static SiteKey of(Verdict kind, Site site) {
        if (kind == Verdict.CPU) {
            return new SiteKey(kind, site.connectorFrame().map(Site::method).orElse(""), "");
        }
        return new SiteKey(
                kind,
                site.connectorFrame().map(StackTraceElement::toString).orElse(""),
                site.blockingFrame().map(Site::method).orElse(""));
    }
}
