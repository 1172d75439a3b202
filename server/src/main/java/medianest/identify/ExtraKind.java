package medianest.identify;

import java.util.Locale;

/** What came along with a film or a series. */
public enum ExtraKind {
  TRAILER,
  SAMPLE,
  SCENE,
  CLIP,
  INTERVIEW,
  BEHIND_THE_SCENES,
  DELETED_SCENE,
  FEATURETTE,
  SHORT,
  OTHER;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
