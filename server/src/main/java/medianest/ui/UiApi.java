package medianest.ui;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.RouteTable;
import medianest.http.Routes;

/** Answers every address that is nobody else's with the page, which knows what to show there. */
public final class UiApi {

  /** Only what the page itself needs; blob: is how a player hands media to the browser. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:;"
          + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** A worker goes by the policy of its own script, and libass is one that loads its program. */
  private static final String SCRIPT_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

  private static final String INDEX = "index.html";

  /** Names below carry a hash of their content, so what they name never changes. */
  private static final String HASHED = "assets/";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("webp", "image/webp"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Page page = new Page();

  public void addTo(Routes routes) {
    List<String> query = List.of(RouteTable.ANY_QUERY);
    routes.add(new Routes.Route("GET", "/{path*}", Policy.PUBLIC, query, null, this::answer));
  }

  private Response answer(Request request) {
    String path = request.path("path");
    boolean file = path.substring(path.lastIndexOf('/') + 1).contains(".");
    Page.Asset asset = page.find(path.isEmpty() || !file ? INDEX : path);
    if (asset == null && (path.startsWith(HASHED) || file)) {
      throw Problem.notFound("The page has no such file.");
    }
    if (asset == null) {
      throw new Problem(
          503, "no-page", "This program was built without its page; start it by ./medianest.");
    }
    return content(request, path.isEmpty() || !file ? INDEX : path, asset);
  }

  private static Response content(Request request, String name, Page.Asset asset) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "cache-control",
        name.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
    if (name.equals(INDEX)) {
      headers.put("content-security-policy", CONTENT_POLICY);
      headers.put("cross-origin-opener-policy", "same-origin");
    } else if (name.startsWith(HASHED) && name.endsWith(".js")) {
      headers.put("content-security-policy", SCRIPT_POLICY);
    }
    headers.put("vary", "Accept-Encoding");
    String accepts = String.valueOf(request.header("accept-encoding")).toLowerCase(Locale.ROOT);
    ByteBuffer body = asset.plain();
    if (asset.brotli() != null && accepts.contains("br")) {
      body = coded(headers, "br", asset.brotli());
    } else if (asset.gzip() != null && accepts.contains("gzip")) {
      body = coded(headers, "gzip", asset.gzip());
    }
    return new Response.Content(200, type(name), body.duplicate(), headers);
  }

  private static ByteBuffer coded(Map<String, String> headers, String coding, ByteBuffer body) {
    headers.put("content-encoding", coding);
    return body;
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }
}
