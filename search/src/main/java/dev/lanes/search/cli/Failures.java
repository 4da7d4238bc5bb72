package dev.lanes.search.cli;

import dev.lanes.inference.ModelFileException;
import dev.lanes.inference.UnavailableModelException;
import dev.lanes.inference.UnknownModelException;
import dev.lanes.search.CollectionInUseException;
import dev.lanes.search.DamagedCollectionException;
import dev.lanes.search.InvalidDocumentException;
import dev.lanes.search.ModelMismatchException;
import dev.lanes.search.retrieval.RetrieverJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns a failure into one or two lines on standard error and an exit code.
final class Failures {
    /// What to do about a damaged collection.
    static final String AFTER_DAMAGE =
            "put a backup in its place ('lanes backup' makes them), or make it again with 'lanes index"
                    + " --replace'";

    private Failures() {}

    /// A command line that makes no sense.
    static int report(ParameterException failure, Console console) {
        ParameterException e = orUnknownOption(failure);
        String remedy =
                "try '%s --help'".formatted(e.getCommandLine().getCommandSpec().qualifiedName());
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            remedy = "did you mean %s? %s".formatted(unmatched.getSuggestions().getFirst(), remedy);
        }
        print(console, e.getMessage(), remedy);
        return ExitCodes.INPUT;
    }

    /// A missing option may well be a misspelt one, and then the latter is to be named; its value
    /// is not.
    private static ParameterException orUnknownOption(ParameterException e) {
        List<String> unknown =
                e.getCommandLine().getUnmatchedArguments().stream()
                        .filter(argument -> argument.startsWith("-"))
                        .limit(1)
                        .toList();
        return unknown.isEmpty() ? e : new UnmatchedArgumentException(e.getCommandLine(), unknown);
    }

    /// A command that failed.
    static int report(Throwable failure, Console console) {
        if (Settings.debug()) {
            failure.printStackTrace(console.err());
        }
        return switch (failure) {
            case Results.ReaderGoneException e -> ExitCodes.DONE;
            case UserErrorException e -> input(console, e.getMessage(), e.remedy());
            case CollectionInUseException e ->
                    input(
                            console,
                            e.getMessage(),
                            "search, get, export, verify, stats and backup work meanwhile");
            case DamagedCollectionException e -> input(console, e.getMessage(), AFTER_DAMAGE);
            case ModelMismatchException e ->
                    input(
                            console,
                            e.getMessage(),
                            "register the model that it was made with, or make the collection again"
                                    + " ('lanes export', then 'lanes index --replace')");
            case RetrieverJsonException e ->
                    input(
                            console,
                            e.getMessage(),
                            "docs/retriever.schema.json describes retrievers");
            case FileSystemException e -> input(console, describe(e), "");
            case UncheckedIOException e when e.getCause() instanceof FileSystemException cause ->
                    input(console, describe(cause), "");
            case IOException e -> input(console, e.getMessage(), "");
            case UncheckedIOException e -> input(console, e.getMessage(), "");
            case InvalidDocumentException e -> input(console, e.getMessage(), "");
            case UnknownModelException e -> input(console, e.getMessage(), "");
            case UnavailableModelException e -> input(console, e.getMessage(), "");
            case ModelFileException e -> input(console, e.getMessage(), "");
            default -> bug(console, failure);
        };
    }

    private static int input(Console console, String message, String remedy) {
        print(console, message, remedy);
        return ExitCodes.INPUT;
    }

    private static int bug(Console console, Throwable failure) {
        print(
                console,
                "this should not happen: " + failure,
                "please report it as a bug of Lanes, with the command and what LANES_DEBUG=1 adds"
                        + " to this");
        return ExitCodes.BUG;
    }

    private static void print(Console console, String message, String remedy) {
        console.err().println("lanes: " + oneLine(message));
        if (!remedy.isEmpty()) {
            console.err().println("lanes: " + oneLine(remedy));
        }
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /// The JDK's messages for these are often no more than the path.
    private static String describe(FileSystemException e) {
        if (e.getReason() != null) {
            return e.getMessage();
        }
        String reason =
                switch (e) {
                    case NoSuchFileException missing -> "there is no such file";
                    case AccessDeniedException denied -> "permission denied";
                    case FileAlreadyExistsException existing -> "it exists already";
                    default -> e.getClass().getSimpleName();
                };
        return e.getFile() + ": " + reason;
    }
}
