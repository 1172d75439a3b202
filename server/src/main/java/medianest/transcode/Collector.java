package medianest.transcode;

import java.util.List;

/** Puts frames together to segments, in the order in which an encoder writes them. */
interface Collector {

  /** A segment that is complete. */
  record Finished(int number, List<Frame> frames) {}

  /** Takes the frames of a fragment; the answer is what they completed. */
  List<Finished> add(List<Frame> frames);

  /** What is complete because nothing more comes. */
  List<Finished> end();
}
