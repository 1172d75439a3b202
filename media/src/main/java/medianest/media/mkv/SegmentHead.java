package medianest.media.mkv;

import java.util.List;
import java.util.Map;
import medianest.media.track.Attachment;
import medianest.media.track.Chapter;
import medianest.media.track.Container;

/**
 * What a segment says of itself beside its clusters.
 *
 * @param durationUnits what the Info element states; 0 where it states nothing
 * @param cues by track number; as the file has them, in its order
 */
record SegmentHead(
    Container container,
    Segment segment,
    double durationUnits,
    String title,
    List<TrackEntry> tracks,
    List<Chapter> chapters,
    Tags tags,
    Map<Long, CueTable> cues,
    List<Attachment> attachments) {}
