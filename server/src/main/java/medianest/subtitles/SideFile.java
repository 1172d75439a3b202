package medianest.subtitles;

import java.nio.file.Path;

/**
 * A subtitle file beside a video.
 *
 * @param id of this version of the file, for addresses
 * @param part which of the languages in it, from 0
 */
record SideFile(String id, Path path, String fileName, SideForm form, SideName name, int part) {}
