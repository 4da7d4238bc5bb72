package dev.lanes.jmh.report;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The commit of the checkout that the running code was built in, as git tells it.
final class Commit {
    private static final String UNKNOWN = "unknown";

    private Commit() {}

    static String current() {
        return codeFolder().map(Commit::of).orElse(UNKNOWN);
    }

    /// The commit at a folder; "unknown" where there is no git or no checkout.
    static String of(Path folder) {
        Optional<String> commit = git(folder, "rev-parse", "--short", "HEAD");
        Optional<String> changes = git(folder, "status", "--porcelain", "--untracked-files=no");
        if (commit.isEmpty() || changes.isEmpty()) {
            return UNKNOWN;
        }
        return changes.get().isEmpty() ? commit.get() : commit.get() + "-dirty";
    }

    /// Where the code lies, not where the user stands: he may stand in another checkout.
    private static Optional<Path> codeFolder() {
        try {
            Path code =
                    Path.of(
                            Commit.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Optional.ofNullable(Files.isDirectory(code) ? code : code.getParent());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            // No git on this machine.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
