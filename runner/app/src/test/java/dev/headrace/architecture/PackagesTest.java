package dev.headrace.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.headrace.architecture.HeadraceClasses.ALL;
import static dev.headrace.architecture.HeadraceClasses.ENGINE;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A package is one idea: no cycles between them, one importer for each replaceable library, no drawers for odds and ends. */
class PackagesTest {
    private static final String[] REPLACEABLE = {"com.google..", "org.apache.hc..", "com.typesafe.."};

    /** The build refuses the imports; this sees the names written in full as well. */
    @ParameterizedTest
    @CsvSource({
        "com.google.inject.., dev.headrace.runner..",
        "org.apache.hc.., dev.headrace.engine.http..",
        "com.typesafe.config.., dev.headrace.engine.config.."
    })
    void aReplaceableLibraryIsKnownToOnePackage(String library, String owner) {
        noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ALL);
    }

    @Test
    void exportedSignaturesNameNoReplaceableLibrary() {
        classes()
                .that()
                .resideInAnyPackage("dev.headrace.spi..", "dev.headrace.engine", "dev.headrace.engine.sink")
                .should(keepOutOfSignatures(REPLACEABLE))
                .check(ALL);
    }

    @Test
    void packagesOfTheEngineHaveNoCycles() {
        slices().assignedFrom(enginePackages()).should().beFreeOfCycles().check(ALL);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        classes().should(liveInAPackageMarkedForNulls()).check(ALL);
    }

    @Test
    void noPackageIsADrawerForOddsAndEnds() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(ALL);
    }

    private static SliceAssignment enginePackages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return resideInAPackage(ENGINE).test(type)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of the engine";
            }
        };
    }

    private static ArchCondition<JavaClass> keepOutOfSignatures(String... packages) {
        return new ArchCondition<>("keep %s out of their signatures".formatted(String.join(", ", packages))) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getCodeUnits().stream(), type.getFields().stream())
                        .filter(PackagesTest::isVisible)
                        .filter(member -> member.getAllInvolvedRawTypes().stream()
                                .anyMatch(JavaClass.Predicates.resideInAnyPackage(packages)))
                        .map(member -> SimpleConditionEvent.violated(type, member.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> liveInAPackageMarkedForNulls() {
        return new ArchCondition<>("live in a package with @NullMarked in its package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            "%s has no @NullMarked: add it to package-info.java".formatted(type.getPackageName())));
                }
            }
        };
    }
}
