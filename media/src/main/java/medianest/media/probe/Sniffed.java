package medianest.media.probe;

import medianest.media.track.Container;
import medianest.media.track.MediaIndex;

/** What a look into a file told. */
public sealed interface Sniffed {

  Container container();

  /** A container that this program reads itself: all that there is to know of it. */
  record Indexed(MediaIndex index) implements Sniffed {

    @Override
    public Container container() {
      return index.container();
    }
  }

  /** A container whose tracks another program has to tell. */
  record Known(Container container) implements Sniffed {}
}
