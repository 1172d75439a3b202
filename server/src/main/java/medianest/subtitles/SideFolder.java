package medianest.subtitles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import medianest.media.subtitle.VobSubFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks around a video for its subtitles: in its own folder, and in one for subtitles within. There
 * those count that carry the video's name, and where it is the only video of its folder, all.
 */
final class SideFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SideFolder.class);
  private static final Set<String> CHILDREN = Set.of("subs", "subtitles", "sub");

  /** No film has more; a folder that has is something else. */
  private static final int MOST = 200;

  /** Enough to tell text from pictures. */
  private static final int HEAD = 16;

  private final VideoFiles videos;
  private final VideoFiles.Video video;
  private final List<SideFile> found = new ArrayList<>();

  private SideFolder(VideoFiles videos, VideoFiles.Video video) {
    this.videos = videos;
    this.video = video;
  }

  /** The subtitle files of a video, in the order of their names. */
  static List<SideFile> list(VideoFiles videos, VideoFiles.Video video) {
    SideFolder folder = new SideFolder(videos, video);
    try {
      folder.look();
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("The subtitles beside {} could not be looked for: {}", video.path(), e.toString());
    }
    folder.found.sort(Comparator.comparing(SideFile::fileName));
    return List.copyOf(folder.found);
  }

  private void look() throws IOException {
    Path parent = video.path().getParent();
    String videoName = stem(name(video.path()));
    List<Path> children = new ArrayList<>();
    List<Path> unnamed = new ArrayList<>();
    int videosHere = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        String name = name(entry);
        videosHere += videos.isVideo(name) ? 1 : 0;
        if (CHILDREN.contains(name.toLowerCase(Locale.ROOT))) {
          children.add(entry);
        } else if (SideForm.of(name).isPresent() && !offer(entry, videoName)) {
          unnamed.add(entry);
        }
      }
    }
    boolean only = videosHere == 1;
    if (only) {
      unnamed.forEach(this::offerUnnamed);
    }
    for (Path child : children) {
      lookInto(child, videoName, only);
      lookInto(child.resolve(videoName), videoName, true);
    }
  }

  private void lookInto(Path child, String videoName, boolean only) throws IOException {
    if (!Files.isDirectory(child)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(child)) {
      for (Path entry : entries) {
        if (SideForm.of(name(entry)).isPresent() && !offer(entry, videoName) && only) {
          offerUnnamed(entry);
        }
      }
    }
  }

  private boolean offer(Path file, String videoName) {
    Optional<SideName> name = SideName.beside(stem(name(file)), videoName);
    name.ifPresent(n -> add(file, n));
    return name.isPresent();
  }

  private void offerUnnamed(Path file) {
    add(file, SideName.alone(stem(name(file))));
  }

  private void add(Path file, SideName name) {
    try {
      // A link may lead elsewhere in the library, but not out of it.
      Path real = file.toRealPath();
      BasicFileAttributes facts = Files.readAttributes(real, BasicFileAttributes.class);
      if (found.size() < MOST
          && real.startsWith(video.root().toRealPath())
          && facts.isRegularFile()) {
        SideForm form = SideForm.of(name(file)).orElseThrow();
        if (facts.size() > form.largest() || !form.isIn(head(real))) {
          return;
        }
        String version = version(file, facts);
        if (form == SideForm.VOBSUB) {
          addLanguages(real, version, name(file), name);
        } else {
          found.add(new SideFile(id(version), real, name(file), form, name, 0));
        }
      }
    } catch (IOException e) {
      LOG.debug("A subtitle file cannot be read: {}", file, e);
    }
  }

  /** The text of a pair names its languages, of which there may be several. */
  private void addLanguages(Path idx, String version, String fileName, SideName name)
      throws IOException {
    Optional<Path> pictures = VobSubPair.pictures(idx, video.root());
    if (pictures.isEmpty()) {
      return;
    }
    String both =
        version
            + version(
                pictures.get(), Files.readAttributes(pictures.get(), BasicFileAttributes.class));
    List<VobSubFile> languages = VobSubPair.languages(idx);
    for (int part = 0; part < languages.size() && found.size() < MOST; part++) {
      SideName named = name.inLanguage(languages.get(part).language());
      String id = id(both + "\0" + part);
      found.add(new SideFile(id, idx, fileName, SideForm.VOBSUB, named, part));
    }
  }

  private static String version(Path file, BasicFileAttributes facts) {
    return file + "\0" + facts.size() + "\0" + facts.lastModifiedTime().toMillis();
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  private static String id(String version) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(version.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 1 ? name : name.substring(0, dot);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
