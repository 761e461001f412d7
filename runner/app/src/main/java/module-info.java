/** The executable jar: command line, live view, demo. */
module dev.headrace.runner {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires com.google.guice;
    requires com.cronutils;
    requires dev.headrace.detector;
    requires dev.headrace.engine;
    requires dev.headrace.spi;
    requires dev.headrace.testkit.upstream;
    requires info.picocli;
    requires java.compiler;
    requires java.xml;
    requires jdk.httpserver;
    requires jdk.unsupported;
    requires static transitive org.jspecify;
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;
    requires tools.jackson.databind;

    opens dev.headrace.runner.cli;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.headrace.runner.logging.LogSetup;
    provides dev.headrace.spi.ConnectorProvider with
            dev.headrace.runner.demo.GraphqlDemoProvider,
            dev.headrace.runner.probe.ProbeProvider;
}
