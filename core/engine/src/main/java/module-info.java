/** Discovers connectors and runs them. */
module dev.headrace.engine {
    requires java.management;
    requires java.sql;
    requires static transitive org.jspecify;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.apache.httpcomponents.core5.httpcore5.h2;
    requires org.slf4j;
    requires transitive dev.headrace.spi;
    requires typesafe.config;
}
