/** The contract suite for connectors, and assertions on what a run did. */
module dev.headrace.testkit {
    requires static transitive org.jspecify;
    requires org.opentest4j;
    requires org.slf4j;
    requires transitive dev.headrace.engine;
    requires transitive dev.headrace.spi;
    requires transitive dev.headrace.testkit.upstream;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports dev.headrace.testkit;
    exports dev.headrace.testkit.assertions;
    exports dev.headrace.testkit.time;
}
