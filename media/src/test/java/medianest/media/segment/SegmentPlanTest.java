package medianest.media.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import medianest.media.io.MediaException;
import medianest.media.io.RefusedMedia;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;

final class SegmentPlanTest {

  private final TableIndex index = new TableIndex();

  @Test
  void cutsAtTheFirstKeyFrameAtLeastTheTargetAway() throws Exception {
    Track film = index.add(Formats.avc(), 24_000, Formats.steady(0, 1001, 480, 48, 100));

    TrackSegments segments = plan(film);

    // Two short ones of one GOP each, then two GOPs of 2.002 s for a target of 4 s.
    assertThat(LongStream.range(0, segments.count()).map(k -> segments.start((int) k)))
        .containsExactly(0L, 48048L, 96096L, 192192L, 288288L, 384384L);
    assertThat(segments.durationUs(2)).isEqualTo(4_004_000);
  }

  @Test
  void roundsTheTargetDurationToTheNearestSecond() throws Exception {
    index.add(Formats.avc(), 24_000, Formats.steady(0, 1001, 480, 48, 100));

    assertThat(SegmentPlan.of(index).targetDurationSeconds()).isEqualTo(4);
  }

  @Test
  void durationsAddUpToTheMicrosecond() throws Exception {
    Track film = index.add(Formats.avc(), 24_000, Formats.steady(0, 1001, 50_001, 31, 10));

    TrackSegments segments = plan(film);

    long sum = IntStream.range(0, segments.count()).mapToLong(segments::durationUs).sum();
    assertThat(sum).isEqualTo(Math.round(50_001 * 1001 / 24_000.0 * 1e6));
  }

  @Test
  void soundIsCutAtItsFirstFrameAtOrAfterThePicturesBoundary() throws Exception {
    index.add(Formats.avc(), 24_000, Formats.steady(0, 1001, 480, 96, 100));
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(0, 1024, 940, 1, 10));

    TrackSegments segments = plan(sound);

    // 4.004 s and 8.008 s of the picture, in frames of 1024 samples.
    assertThat(segments.start(1)).isEqualTo(188 * 1024);
    assertThat(segments.start(2)).isEqualTo(376 * 1024);
    assertThat(segments.durationUs(0)).isEqualTo(4_010_667);
    assertThat(segments.durationUs(1)).isEqualTo(4_010_666);
  }

  @Test
  void soundThatOutlastsThePictureIsCutOn() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 250, 50, 100));
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(0, 1024, 1407, 1, 10));

    TrackSegments segments = plan(sound);

    assertThat(segments.endUs()).isEqualTo(30_016_000);
    assertThat(IntStream.range(0, segments.count()).mapToLong(segments::durationUs))
        .allMatch(us -> us <= 4_100_000);
  }

  @Test
  void soundByItselfIsCutOnItsOwnFrames() throws Exception {
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(0, 1024, 940, 1, 10));

    TrackSegments segments = plan(sound);

    assertThat(segments.start(1)).isEqualTo(94 * 1024);
    assertThat(segments.start(2)).isEqualTo(188 * 1024);
    assertThat(segments.start(3)).isEqualTo(376 * 1024);
  }

  @Test
  void soundThatBeginsBeforeTheMovieCountsFromZeroOnThePlaylist() throws Exception {
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(-1024, 1024, 940, 1, 10));

    TrackSegments segments = plan(sound);

    assertThat(segments.start(0)).isEqualTo(-1024);
    assertThat(segments.startUs(0)).isZero();
    assertThat(segments.startUs(1)).isEqualTo(segments.durationUs(0)).isEqualTo(1_984_000);
    assertThat(segments.endUs()).isEqualTo(939 * 1024 * 1_000_000L / 48_000);
  }

  @Test
  void soundThatBeginsLateHasOneLongSegmentInsteadOfEmptyOnes() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 50, 100));
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(480_000, 1024, 400, 1, 10));

    TrackSegments segments = plan(sound);

    assertThat(segments.startUs(0)).isZero();
    assertThat(segments.durationUs(0)).isGreaterThan(10_000_000);
    assertThat(segments.count()).isEqualTo(3);
  }

  @Test
  void onlyKeyFrameMakesOneSegmentThatIsNotedAsLong() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 500, 100));

    SegmentPlan plan = SegmentPlan.of(index);

    assertThat(plan.tracks().getFirst().count()).isOne();
    assertThat(plan.longSegments()).isOne();
    assertThat(plan.targetDurationSeconds()).isEqualTo(20);
  }

  @Test
  void keyFramesTooFarApartLeaveThePictureToAnEncoderThatCutsAnywhere() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 1500, 1500, 100));
    Track sound = index.add(Formats.aac(), 48_000, Formats.steady(0, 1024, 2813, 1, 10));

    SegmentPlan plan = SegmentPlan.of(index);

    assertThat(plan.track(0)).isEmpty();
    TrackSegments picture = plan.lead().orElseThrow();
    assertThat(IntStream.range(0, 4).mapToLong(picture::start))
        .containsExactly(0L, 50L, 100L, 200L);
    assertThat(plan.targetDurationSeconds()).isEqualTo(4);
    assertThat(plan.track(sound.number()).orElseThrow().count()).isEqualTo(picture.count());
  }

  @Test
  void planOfTheSameFileIsTheSameAndOfAnotherIsNot() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 1500, 50, 100));
    TableIndex other = new TableIndex();
    other.add(Formats.avc(), 25, Formats.steady(0, 1, 1500, 49, 100));

    assertThat(SegmentPlan.of(index).fingerprint())
        .matches("1-[0-9a-f]{12}")
        .isEqualTo(SegmentPlan.of(index).fingerprint())
        .isNotEqualTo(SegmentPlan.of(other).fingerprint());
  }

  @Test
  void manyKeyFramesOverManyHoursAtTheFinestTimescale() throws Exception {
    int hours = 6;
    Samples samples = Formats.steady(0, 2_160_000_000L, hours * 10_000 / 6, 2, 1_000_000);
    Track film = index.add(Formats.avc(), 1_000_000_000, samples);

    TrackSegments segments = plan(film);

    long sum = IntStream.range(0, segments.count()).mapToLong(segments::durationUs).sum();
    assertThat(sum).isEqualTo(hours * 3_600_000_000L);
    assertThat(segments.count()).isEqualTo(5000);
  }

  @Test
  void refusesALengthThatNoFilmHas() {
    index.add(Formats.avc(), 1, Formats.steady(Long.MAX_VALUE / 4, 1, 2, 1, 1));

    assertThatThrownBy(() -> SegmentPlan.of(index))
        .isInstanceOf(RefusedMedia.class)
        .hasMessageContaining("a hundred days");
  }

  @Test
  void convertsBetweenTimescalesWithoutOverflow() {
    assertThat(Ticks.ceiling(1, 3, 2)).isEqualTo(1);
    assertThat(Ticks.ceiling(-1, 3, 2)).isZero();
    assertThat(Ticks.ceiling(0xffff_fffeL, 0xffff_ffffL, 0xffff_fffeL)).isEqualTo(0xffff_fffeL);
    assertThat(Ticks.toMicros(8_640_000_000_000_000_001L, 1_000_000_000))
        .isEqualTo(8_640_000_000_000_000L);
    assertThat(Ticks.toMicros(-1024, 48_000)).isEqualTo(-21_333);
  }

  private TrackSegments plan(Track track) throws MediaException {
    return SegmentPlan.of(index).track(track.number()).orElseThrow();
  }
}
