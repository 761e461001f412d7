/** Discovers connectors and runs them. */
module dev.headrace.engine {
    requires java.management;
    requires static transitive org.jspecify;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.apache.httpcomponents.core5.httpcore5.h2;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires transitive dev.headrace.spi;
    requires transitive java.sql;
    requires transitive dev.headrace.detector;
    requires typesafe.config;

    exports dev.headrace.engine;
    exports dev.headrace.engine.account;
    exports dev.headrace.engine.observe;
    exports dev.headrace.engine.report;
    exports dev.headrace.engine.sink;
    exports dev.headrace.engine.time;

    uses dev.headrace.engine.sink.SinkProvider;
    uses dev.headrace.spi.ConnectorProvider;
}
