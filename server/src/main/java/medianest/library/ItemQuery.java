package medianest.library;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which items to list.
 *
 * @param library only those of this one; null for all
 * @param kind only those; null for all
 * @param words that must be found, folded; empty for all
 * @param cursor where the last part ended; null for the first part
 */
record ItemQuery(
    @Nullable UUID library,
    @Nullable ItemKind kind,
    String words,
    ItemSort sort,
    int limit,
    @Nullable Cursor cursor) {}
