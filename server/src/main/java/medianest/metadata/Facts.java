package medianest.metadata;

import java.util.List;
import java.util.Map;
import medianest.identify.About;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue knows of a film or a series.
 *
 * @param rating of ten; null where too few have rated it
 * @param collection empty where it is part of none
 * @param ids what catalogues call it
 * @param poster where its picture lies below the catalogue's pictures; null where it has none
 */
record Facts(
    @Nullable Integer year,
    @Nullable Double rating,
    List<String> genres,
    String collection,
    Map<String, String> ids,
    About about,
    @Nullable String poster,
    @Nullable String backdrop) {}
