package dev.headrace.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of every published module, read once for all rules. */
final class HeadraceClasses {
    static final String SPI = "dev.headrace.spi..";
    static final String DETECTOR = "dev.headrace.detector..";
    static final String ENGINE = "dev.headrace.engine..";
    static final String CONNECTORS = "dev.headrace.connectors..";
    static final String UPSTREAM = "dev.headrace.testkit.upstream..";
    static final String RUNNER = "dev.headrace.runner..";

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What tests of connectors are made with is on the class path of these tests alone.
            .withImportOption(place -> !place.contains("/testkit/junit/") && !place.contains("headrace-testkit-0"))
            .importPackages("dev.headrace");

    private HeadraceClasses() {}
}
