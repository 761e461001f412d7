package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code new-connector} writes and refuses; that it builds is shown by the docs module, in the slow profile. */
class NewConnectorCommandTest {
    @TempDir
    private Path directory;

    private CommandLineRun run(String name, String... more) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of(
                                "new-connector",
                                name,
                                "--directory",
                                directory.resolve("made").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve("made").resolve(file));
    }

    @Test
    void aWholeRepositoryIsWritten() throws IOException {
        CommandLineRun made = run("tide-tables", "--group", "org.sea");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).startsWith("Wrote 8 files into ").contains("mvn verify");

        assertThat(read("pom.xml"))
                .contains(
                        "<groupId>org.sea</groupId>",
                        "<artifactId>tide-tables</artifactId>",
                        "<name>Tide tables</name>")
                .doesNotContain("river", "com.example");
        assertThat(read("src/main/resources/META-INF/services/dev.headrace.spi.ConnectorProvider"))
                .isEqualTo("org.sea.tidetables.TideTablesProvider\n");
        assertThat(read("src/main/java/org/sea/tidetables/TideTablesProvider.java"))
                .contains(
                        "package org.sea.tidetables;", "ConnectorInfo.of(\"tide-tables\", \"1.0.0\", \"Tide tables\")");
        assertThat(read("src/main/java/org/sea/tidetables/TideTablesConnector.java"))
                .contains("FIRST_PAGE");
        assertThat(read("src/test/java/org/sea/tidetables/TideTablesContractTest.java"))
                .contains("goodCase()");
        assertThat(read(".mvn/jvm.config")).contains("jdk.compiler");
        assertThat(read(".gitignore")).startsWith("target/");
        try (Stream<Path> files = Files.walk(directory.resolve("made")).filter(Files::isRegularFile)) {
            List<String> unreplaced = files.map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException failure) {
                            throw new java.io.UncheckedIOException(failure);
                        }
                    })
                    .filter(text -> text.matches("(?s).*@(package|Class|Title|name)@.*"))
                    .toList();
            assertThat(unreplaced).isEmpty();
        }
    }

    @Test
    void thePackageMayBeNamed() throws IOException {
        assertThat(run("tides", "--package", "net.waves").code()).isZero();
        assertThat(read("src/main/java/net/waves/TidesProvider.java")).startsWith("package net.waves;");
    }

    @Test
    void aKeywordOfJavaIsNoPackage() throws IOException {
        assertThat(run("switch").code()).isZero();
        assertThat(read("src/main/java/com/example/switchs/SwitchProvider.java"))
                .startsWith("package com.example.switchs;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RiverLevels | '' | 'RiverLevels' cannot be the name of a connector: it is lower-case words joined by '-', for example river-levels.",
                "river_levels | '' | for example river-levels.",
                "9lives | '' | for example lives.",
                "-x- | '' | for example",
                "connector | '' | would hide the SPI's",
                "github | '' | There is a connector 'github' already, bundled with Headrace",
                "tides | --group=a-b | 'a-b' cannot be a Maven group: it is lower-case Java names joined by '.'",
                "tides | --package=com.new | 'com.new' cannot be a Java package",
                "tides | --package=com.Waves | 'com.Waves' cannot be a Java package",
            })
    void namesThatCannotBeAreTold(String name, String option, String message) {
        CommandLineRun refused = CommandLineRun.of(Stream.of(
                        "new-connector",
                        option,
                        "--directory",
                        directory.resolve("made").toString(),
                        "--",
                        name)
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
        assertThat(directory.resolve("made")).doesNotExist();
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        Files.createDirectories(directory.resolve("made"));
        Files.writeString(directory.resolve("made/README.md"), "mine");
        CommandLineRun refused = run("tides");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("There is something in '" + directory.resolve("made") + "' already");
        assertThat(read("README.md")).isEqualTo("mine");
        assertThat(directory.resolve("made/pom.xml")).doesNotExist();
    }
}
