package dev.lanes.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this project, as Maven wrote it into a resource: it is there in a jar, on a class
/// path and on a module path alike.
public final class LanesVersion {
    /// For example "0.1.0".
    public static final String VALUE = read();

    private LanesVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = LanesVersion.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
