package medianest.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.library.ItemId;
import medianest.library.Items;
import medianest.library.MediaFile;
import medianest.media.track.Container;
import org.jspecify.annotations.Nullable;

/** Uploads and downloads over HTTP. */
public final class UploadApi {

  private final Uploads uploads;
  private final Items items;

  public UploadApi(Uploads uploads, Items items) {
    this.uploads = uploads;
    this.items = items;
  }

  public void addTo(Routes routes) {
    routes.add("POST", "/api/v1/media/upload", Policy.MEMBER, this::upload);
    routes.add("GET", "/api/v1/media/status", Policy.MEMBER, this::status, "id");
    routes.add("GET", "/api/v1/media/download", Policy.MEMBER, this::download, "id");
  }

  record Accepted(String id) {}

  /** An upload as it goes out to its owner. */
  public record UploadStatus(
      String id, String state, double percent, String fileName, @Nullable String reason) {}

  record UploadList(List<UploadStatus> items) {}

  /** The upload as it goes out to its owner. */
  public static UploadStatus view(Upload upload, double percent) {
    return new UploadStatus(
        upload.id().toString(), upload.state().word(), percent, upload.fileName(), upload.reason());
  }

  private Response upload(Request request) throws IOException {
    Request.FilePart part = request.filePart("file");
    Upload upload =
        uploads.receive(caller(request), part.fileName(), part.content(), request.contentLength());
    return new Response.Json(201, new Accepted(upload.id().toString()));
  }

  private Response status(Request request) {
    String id = request.query("id");
    if (id == null) {
      return new Response.Json(
          new UploadList(
              uploads.of(caller(request)).stream()
                  .map(each -> view(each, uploads.percent(each)))
                  .toList()));
    }
    Upload upload =
        ItemId.parse(id)
            .flatMap(known -> uploads.find(known.value(), caller(request)))
            .orElseThrow(() -> Problem.notFound("You have no such upload."));
    return new Response.Json(view(upload, uploads.percent(upload)));
  }

  private Response download(Request request) throws IOException {
    String id = request.query("id");
    if (id == null) {
      throw Problem.invalid("The query parameter id is missing.");
    }
    MediaFile file = items.file(id);
    BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
    String container = file.container();
    return new Response.File(
        file.path(),
        now.size(),
        container == null ? "application/octet-stream" : Container.valueOf(container).mimeType(),
        etag(now),
        file.fileName(),
        Map.of("cache-control", "private, no-cache"));
  }

  /** Another version of the file has another size or another time. */
  private static String etag(BasicFileAttributes file) {
    long time = file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return "\"" + Long.toHexString(file.size()) + "-" + Long.toHexString(time) + "\"";
  }

  private static UUID caller(Request request) {
    return UUID.fromString(request.caller().userId());
  }
}
