/** The executable jar: command line, live view, report. */
module dev.headrace.runner {
    requires ch.qos.logback.classic;
    requires com.google.common;
    requires com.google.guice;
    requires dev.headrace.connectors;
    requires dev.headrace.engine;
    requires dev.headrace.testkit.upstream;
    requires info.picocli;
    requires static transitive org.jspecify;
    requires org.slf4j;
}
