/** A loopback HTTP server with faults and strict limits. */
module dev.headrace.testkit.upstream {
    requires static transitive org.jspecify;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
    requires org.slf4j;

    exports dev.headrace.testkit.upstream;
}
