/** A loopback HTTP server with faults and strict limits, and twelve demo APIs that run on it. */
module dev.headrace.testkit.upstream {
    requires static transitive org.jspecify;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.headrace.testkit.upstream;
    exports dev.headrace.testkit.upstream.bench;
    exports dev.headrace.testkit.upstream.demo;
    exports dev.headrace.testkit.upstream.recording;
}
