package medianest.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures of an item there are.
 *
 * @param logo the title as it is written on posters, which may be transparent
 * @param chapters the numbers of the chapters that have one, from 0
 */
record PictureList(
    boolean cover,
    boolean still,
    boolean backdrop,
    boolean logo,
    List<Integer> chapters,
    @Nullable Trickplay trickplay) {

  PictureList {
    chapters = List.copyOf(chapters);
  }
}
