/** The bundled connectors, a package each. */
module dev.headrace.connectors {
    requires dev.headrace.spi;
    requires static transitive org.jspecify;
    requires org.slf4j;
}
