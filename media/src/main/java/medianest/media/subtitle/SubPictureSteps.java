package medianest.media.subtitle;

import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;

/** Puts what subpictures do one after the other: what one still has to do ends with the next. */
final class SubPictureSteps {

  private final VobSubHead head;
  private final PgsEpoch.Screens screens;
  private List<SubPicture.Step> steps = List.of();
  private long time;

  SubPictureSteps(VobSubHead head, PgsEpoch.Screens screens) {
    this.head = head;
    this.screens = screens;
  }

  /** The next subpicture, at a time in ticks of 90 kHz; one that is damaged is left out. */
  void add(long nextTime, Bytes unit) throws RefusedMedia {
    List<SubPicture.Step> next;
    try {
      next = SubPicture.steps(unit, head);
    } catch (BrokenMedia e) {
      return;
    }
    flush(nextTime);
    steps = next;
    time = nextTime;
  }

  void end() throws RefusedMedia {
    flush(Long.MAX_VALUE);
  }

  private void flush(long until) throws RefusedMedia {
    for (SubPicture.Step step : steps) {
      if (time + step.delay() < until) {
        screens.show(time + step.delay(), step.screen());
      }
    }
    steps = List.of();
  }
}
