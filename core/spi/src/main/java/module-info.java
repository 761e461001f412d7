/** What a connector author compiles against. */
module dev.headrace.spi {
    requires static transitive org.jspecify;
    requires transitive org.slf4j;
    requires transitive tools.jackson.databind;

    exports dev.headrace.spi;
    exports dev.headrace.spi.async;
}
