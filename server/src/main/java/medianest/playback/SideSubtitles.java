package medianest.playback;

import java.util.List;

/** Knows the subtitle files that lie beside a video. */
@FunctionalInterface
public interface SideSubtitles {

  /** Where nobody looks beside the videos. */
  SideSubtitles NONE = itemId -> List.of();

  /** Those of an item, in the order in which they are offered. */
  List<Side> of(String itemId);

  /**
   * A subtitle file.
   *
   * @param id its name under a ticket, without its ending
   * @param language a BCP 47 tag
   * @param styled whether it can also be had as it is, with its styles
   * @param pictures whether it holds pictures in place of text
   */
  record Side(
      String id,
      String language,
      String name,
      boolean isDefault,
      boolean forced,
      boolean hearingImpaired,
      boolean styled,
      boolean pictures) {}
}
