package medianest.media.hls;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import medianest.media.track.Track;

/** A track that is offered beside others of its group, under a name that no other there has. */
record Rendition(Offer offer, String name) {

  Track track() {
    return offer.track();
  }

  /** Gives each track of a group the name that the file gives it, its language, or a number. */
  static List<Rendition> named(List<Offer> group) {
    Set<String> taken = new HashSet<>();
    return group.stream()
        .map(offer -> {
          String wanted = wantedName(offer.track());
          String name = wanted;
          for (int n = 2; !taken.add(name); n++) {
            name = wanted + " (" + n + ")";
          }
          return new Rendition(offer, name);
        })
        .toList();
  }

  /** Whether the language is known. */
  boolean hasLanguage() {
    String language = track().language();
    return !language.isEmpty() && !language.equals("und");
  }

  private static String wantedName(Track track) {
    String name = track.name().replaceAll("[\"\\p{Cntrl}]", "").strip();
    if (!name.isEmpty()) {
      return name;
    }
    String language = Locale.forLanguageTag(track.language()).getDisplayLanguage(Locale.ENGLISH);
    return language.isEmpty() || track.language().equals("und")
        ? "Track " + (track.number() + 1)
        : language;
  }
}
