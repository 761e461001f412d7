package dev.headrace.runner.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be written, and what to do. Stateless. */
final class Unwritable {
    private Unwritable() {}

    static String sentence(Path file, IOException failure) {
        return "Cannot write '%s': %s.".formatted(file, reason(failure));
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such directory; make it first";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission; choose a place where you may write";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something that is no directory stands in the way";
        }
        return String.valueOf(failure.getMessage());
    }
}
