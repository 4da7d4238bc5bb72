package dev.lanes.jmh.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The compiled classes of the project, read from the folders that the build wrote them to.
///
/// Importing by package name would see only what the class path of this test happens to hold.
final class Imported {
    private static final JavaClasses PROJECT =
            importFrom(Stream.of(Room.values()).map(Room::classes).toList());

    private Imported() {}

    /// Main classes of all modules, without those that JMH generates.
    static JavaClasses project() {
        return PROJECT;
    }

    static JavaClasses importFrom(List<Path> folders) {
        return new ClassFileImporter()
                .withImportOption(Imported::writtenByHand)
                .importPaths(folders);
    }

    private static boolean writtenByHand(Location location) {
        return !location.contains("/jmh_generated/");
    }
}
