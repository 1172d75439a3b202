package medianest.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** Pictures over HTTP: which an item has, and each of them at an address that never changes. */
public final class ArtworkApi {

  private final Artwork artwork;

  public ArtworkApi(Artwork artwork) {
    this.artwork = artwork;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/media/{id}/pictures", Policy.MEMBER, this::list);
    routes.add("GET", "/api/v1/media/{id}/pictures/{version}/{file}", Policy.MEMBER, this::picture);
    routes.add("GET", "/api/v1/portraits", Policy.MEMBER, this::portrait, "name");
    routes.add("GET", "/api/v1/portraits/{file}", Policy.MEMBER, this::portraitFile);
  }

  /** The address of a folder of pictures, and which there are in it. */
  public record PicturesView(
      String base, boolean cover, boolean still, boolean backdrop, boolean logo) {

    public static PicturesView of(UUID item, Artwork.Shown shown) {
      return new PicturesView(
          "/api/v1/media/" + item + "/pictures/" + shown.pictures(),
          shown.cover(),
          shown.still(),
          shown.backdrop(),
          shown.logo());
    }
  }

  record TrickplayView(
      int columns, int rows, int width, int height, List<Double> seconds, List<String> sheets) {}

  record ChapterView(int chapter, String url) {}

  record ListView(
      @Nullable PicturesView pictures,
      List<ChapterView> chapters,
      @Nullable TrickplayView trickplay) {}

  private Response list(Request request) {
    UUID item = item(request);
    artwork.lookAgain(item);
    Optional<Artwork.Shown> shown = artwork.shown(item);
    Optional<PictureList> list = shown.flatMap(artwork::list);
    if (list.isEmpty()) {
      return new Response.Json(new ListView(null, List.of(), null));
    }
    PicturesView pictures = PicturesView.of(item, shown.get());
    return new Response.Json(
        new ListView(
            pictures,
            list.get().chapters().stream()
                .map(n -> new ChapterView(n, pictures.base() + "/chapter-" + n + ".jpg"))
                .toList(),
            trickplay(list.get().trickplay(), pictures.base())));
  }

  private static @Nullable TrickplayView trickplay(@Nullable Trickplay small, String base) {
    if (small == null) {
      return null;
    }
    return new TrickplayView(
        small.columns(),
        small.rows(),
        small.width(),
        small.height(),
        small.seconds(),
        IntStream.range(0, small.sheets()).mapToObj(n -> base + "/tiles-" + n + ".jpg").toList());
  }

  private Response picture(Request request) throws IOException {
    String version = request.path("version");
    Path file =
        artwork
            .picture(item(request), version, request.path("file"))
            .orElseThrow(() -> Problem.notFound("There is no such picture."));
    return unchanging(file, version + "-" + file.getFileName());
  }

  record PortraitView(@Nullable String url) {}

  private Response portrait(Request request) {
    String name = request.query("name");
    if (name == null || name.isEmpty()) {
      throw Problem.invalid("Say whose picture is wanted, as name.");
    }
    return new Response.Json(new PortraitView(artwork.portraits().of(List.of(name)).get(name)));
  }

  private Response portraitFile(Request request) throws IOException {
    Path file =
        artwork
            .portraits()
            .file(request.path("file"))
            .orElseThrow(() -> Problem.notFound("There is no such picture."));
    return unchanging(file, String.valueOf(file.getFileName()));
  }

  private static Response unchanging(Path file, String tag) throws IOException {
    return new Response.File(
        file,
        Files.size(file),
        file.toString().endsWith(".png") ? "image/png" : "image/jpeg",
        "\"" + tag + "\"",
        null,
        Map.of("cache-control", "private, max-age=31536000, immutable"));
  }

  private static UUID item(Request request) {
    try {
      return UUID.fromString(request.path("id"));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("There is no such item.");
    }
  }
}
