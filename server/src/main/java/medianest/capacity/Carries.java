package medianest.capacity;

import org.jspecify.annotations.Nullable;

/**
 * What this machine carries, in viewers.
 *
 * @param viewers of files as they are, as the last search found; null before there was one
 * @param bitsPerSecond to all of them
 * @param transcodes at once, by the settings; 0 without ffmpeg
 * @param firstLimit the resource that was used most when it carried no more
 * @param measuredAt when
 */
record Carries(
    String sentence,
    @Nullable Integer viewers,
    @Nullable Double bitsPerSecond,
    int transcodes,
    @Nullable String firstLimit,
    @Nullable String measuredAt) {

  static Carries of(
      LoadTestStore.@Nullable Ran found, CapacityApi.Encoders encoders, History history) {
    int transcodes = encoders.present() ? encoders.most() : 0;
    Generator.Carried carried = found == null ? null : found.carried();
    if (found == null || carried == null) {
      return new Carries(
          "How many viewers this machine carries has not been measured yet.",
          null,
          null,
          transcodes,
          null,
          null);
    }
    double each = carried.bitsPerSecond() / Math.max(1, carried.viewers()) / 1e6;
    String sentence =
        "This machine carries %,d %s of the originals at %.1f Mbit/s each, and %s at once%s."
            .formatted(
                carried.viewers(),
                carried.viewers() == 1 ? "viewer" : "viewers",
                each,
                transcodes == 0
                    ? "no transcode, since there is no ffmpeg,"
                    : transcodes == 1 ? "one transcode" : transcodes + " transcodes",
                limit(found.firstLimit(), history));
    return new Carries(
        sentence,
        carried.viewers(),
        carried.bitsPerSecond(),
        transcodes,
        found.firstLimit(),
        found.beganAt().toString());
  }

  private static String limit(@Nullable String name, History history) {
    return history.series().stream()
        .filter(each -> each.name().equals(name))
        .findAny()
        .map(each -> "; first limit: " + each.sentence())
        .orElse("");
  }
}
