package dev.headrace.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.headrace.architecture.HeadraceClasses.ALL;
import static dev.headrace.architecture.HeadraceClasses.ENGINE;
import static dev.headrace.architecture.HeadraceClasses.SPI;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Work runs on the threads that the design names, never on one that a library picks. */
class ThreadsTest {
    /** Their dependents run on a thread of the whole JVM, where one slow callback delays everyone's timeouts. */
    @Test
    void timeoutsDoNotRunOnTheTimerOfTheJvm() {
        noClasses()
                .should()
                .callMethodWhere(call(
                        "a timeout of CompletableFuture",
                        target -> target.getOwner().isEquivalentTo(CompletableFuture.class)
                                && Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")
                                        .contains(target.getName())))
                .check(ALL);
    }

    /** The compiler's bridges call the engine's own stages, which have a strand for an executor. */
    @Test
    void asynchronousStagesNameTheirExecutor() {
        noClasses()
                .should()
                .callMethodWhere(call(
                        "an Async method without an executor",
                        target -> target.getOwner().isAssignableTo(CompletionStage.class)
                                && !target.getOwner().getSimpleName().equals("TrackedStage")
                                && target.getName().endsWith("Async")
                                && target.getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isAssignableTo(Executor.class))))
                .check(ALL);
    }

    @Test
    void theCommonPoolIsNotUsed() {
        noClasses()
                .should()
                .callMethodWhere(call(
                        "the common pool",
                        target -> (target.getOwner().isEquivalentTo(ForkJoinPool.class)
                                        && target.getName().equals("commonPool"))
                                || isParallelStream(target)))
                .check(ALL);
    }

    /** To set it around a plugin's code, and to read it for putting it back, is what a plugin expects. */
    @Test
    void discoveryDoesNotDependOnTheContextClassLoader() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the context class loader",
                        call -> isImplicitServiceLoading(call.getTarget())
                                || (isContextClassLoader(call.getTarget(), "getContextClassLoader")
                                        && !restoresContextClassLoader(call.getOrigin()))))
                .check(ALL);
    }

    @Test
    void theEngineAndTheSpiNeverSleep() {
        noClasses()
                .that()
                .resideInAnyPackage(SPI, ENGINE)
                .should()
                .callMethodWhere(call(
                        "a sleep",
                        target -> target.getName().equals("sleep")
                                && target.getOwner().getPackageName().startsWith("java.")))
                .check(ALL);
    }

    private static boolean isImplicitServiceLoading(CodeUnitCallTarget target) {
        return target.getOwner().isEquivalentTo(ServiceLoader.class)
                && target.getName().equals("load")
                && target.getRawParameterTypes().size() == 1;
    }

    private static boolean restoresContextClassLoader(JavaCodeUnit caller) {
        return caller.getMethodCallsFromSelf().stream()
                .anyMatch(call -> isContextClassLoader(call.getTarget(), "setContextClassLoader"));
    }

    private static boolean isContextClassLoader(CodeUnitCallTarget target, String method) {
        return target.getOwner().isAssignableTo(Thread.class)
                && target.getName().equals(method);
    }

    private static boolean isParallelStream(CodeUnitCallTarget target) {
        return target.getName().equals("parallelStream") && target.getOwner().isAssignableTo(Collection.class);
    }

    private static DescribedPredicate<JavaCall<?>> call(String description, Predicate<CodeUnitCallTarget> matches) {
        return DescribedPredicate.describe(description, access -> matches.test(access.getTarget()));
    }
}
