package medianest.library;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list of items.
 *
 * @param next what to ask for the following part; null at the end
 * @param total how many the whole list has
 */
public record ItemPage(List<Item> items, @Nullable String next, long total) {}
