package dev.lanes.jmh.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Libraries that came with the system.
final class DebianPackage {
    private DebianPackage() {}

    /// The version that is installed.
    ///
    /// @return "unknown" where the package, or Debian, is not
    static String version(String name) {
        try {
            Process process =
                    new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}", name)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String version =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && !version.isBlank() ? version : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
