package medianest.library;

import java.util.List;
import java.util.Map;

/** Which pictures there are of items; lists show them. */
@FunctionalInterface
public interface ItemPictures {

  /** Those that there are, for some of the items. */
  Map<ItemId, Pictures> of(List<ItemId> items);

  /**
   * The pictures of an item. Each is at {@code base/kind-width.jpg}, in the widths 320, 640 and
   * 1280, but the logo at {@code base/logo.png}.
   *
   * @param cover whether there is a cover, upright as on a shelf
   * @param still whether there is a picture of what is seen
   * @param backdrop whether there is one to stand behind the page
   * @param logo whether there is the title as a picture
   */
  record Pictures(String base, boolean cover, boolean still, boolean backdrop, boolean logo) {}
}
