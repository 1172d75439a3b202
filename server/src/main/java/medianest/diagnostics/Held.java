package medianest.diagnostics;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What the server holds for a reason that it knows, and gives back when the reason is gone. However
 * much there is of it, and however steadily it became more, it is no leak.
 *
 * @param clients connections of clients
 * @param files other files that are open: connections to the database, films that are watched
 * @param threads that read what other programs write
 * @param underTest whether a load test runs in this process, whose own connections nobody counts
 */
public record Held(
    IntSupplier clients, LongSupplier files, LongSupplier threads, BooleanSupplier underTest) {}
