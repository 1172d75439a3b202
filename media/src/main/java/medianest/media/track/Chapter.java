package medianest.media.track;

/** A named point of the movie. */
public record Chapter(long startUs, String title) {}
