package dev.lanes.search.kill;

import dev.lanes.search.DocumentCollection;
import java.io.IOException;
import java.nio.file.Path;

/// The process that is killed: makes one change after the other, and says before and after each
/// which it is.
final class KilledWriter {
    private KilledWriter() {}

    /// Goes on until it is killed.
    ///
    /// @param arguments the collection, the seed, the number of the first change
    public static void main(String[] arguments) throws IOException {
        History history = new History(Long.parseLong(arguments[1]));
        try (DocumentCollection collection = DocumentCollection.open(Path.of(arguments[0]))) {
            for (long number = Long.parseLong(arguments[2]); ; number++) {
                say("begun " + number);
                history.change(number).applyTo(collection);
                say("done " + number);
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
