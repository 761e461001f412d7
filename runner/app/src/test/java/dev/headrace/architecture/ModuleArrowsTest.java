package dev.headrace.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.headrace.architecture.HeadraceClasses.ALL;
import static dev.headrace.architecture.HeadraceClasses.CONNECTORS;
import static dev.headrace.architecture.HeadraceClasses.DETECTOR;
import static dev.headrace.architecture.HeadraceClasses.ENGINE;
import static dev.headrace.architecture.HeadraceClasses.RUNNER;
import static dev.headrace.architecture.HeadraceClasses.SPI;
import static dev.headrace.architecture.HeadraceClasses.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrows point down only: runner to engine to SPI and detector, connectors to the SPI, the fake upstream to none of them. */
class ModuleArrowsTest {
    /** A rule about no classes holds: without this canary the rules below could pass because nothing was read. */
    @ParameterizedTest
    @ValueSource(strings = {SPI, DETECTOR, ENGINE, CONNECTORS, UPSTREAM, RUNNER})
    void everyModuleWasRead(String module) {
        assertThat(ALL.that(resideInAPackage(module))).isNotEmpty();
    }

    @Test
    void enoughClassesWereRead() {
        assertThat(ALL).hasSizeGreaterThan(50);
    }

    @Test
    void theSpiNeedsTheJdkJacksonAndSlf4jOnly() {
        classes()
                .that()
                .resideInAPackage(SPI)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(SPI, "java..", "org.jspecify..", "org.slf4j..", "tools.jackson..")
                .check(ALL);
    }

    @Test
    void theDetectorKnowsNeitherConnectorsNorTheEngine() {
        assertIndependent(DETECTOR, SPI, ENGINE, CONNECTORS, UPSTREAM, RUNNER);
    }

    @Test
    void theEngineKnowsNoConnector() {
        assertIndependent(ENGINE, CONNECTORS, UPSTREAM, RUNNER);
    }

    @Test
    void connectorsKnowTheSpiAlone() {
        assertIndependent(CONNECTORS, DETECTOR, ENGINE, UPSTREAM, RUNNER);
    }

    @Test
    void theFakeUpstreamKnowsNoOtherModule() {
        assertIndependent(UPSTREAM, SPI, DETECTOR, ENGINE, CONNECTORS, RUNNER);
    }

    private static void assertIndependent(String module, String... others) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(ALL);
    }
}
