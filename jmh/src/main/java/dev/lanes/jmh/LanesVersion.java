package dev.lanes.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this project, as Maven wrote it into a resource: it is there in a jar, on a class
/// path and on a module path alike.
public final class LanesVersion {
    /// For example "0.1.0".
    public static final String VALUE = read("version");

    /// The version of JVector in this build: its jar does not tell.
    public static final String JVECTOR = read("jvector");

    /// The version of hnswlib-core in this build.
    public static final String JELMERK = read("jelmerk");

    private LanesVersion() {}

    private static String read(String key) {
        Properties properties = new Properties();
        try (InputStream in = LanesVersion.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(key);
    }
}
