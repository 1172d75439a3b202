package medianest;

import java.nio.file.Path;
import java.util.Optional;
import medianest.http.HttpConfig;

/** What the console says when the server is ready: where to go, in one write. */
record Banner(HttpConfig http, int port, Path data, Optional<String> setupToken) {

  void print() {
    System.out.print(text());
    System.out.flush();
  }

  String text() {
    String first =
        setupToken
            .map(token -> "\n  Make your account at  " + address() + "/setup?token=" + token + "\n")
            .orElse("");
    return "\nMediaNest %s is ready.\n\n  Open it at            %s\n  Its data lies in      %s\n%s\n"
        .formatted(MediaNest.VERSION, address(), data.toAbsolutePath().normalize(), first);
  }

  private String address() {
    boolean tls = http.tls().certificate() != null;
    boolean everywhere = http.host().equals("0.0.0.0") || http.host().equals("::");
    String host = everywhere ? "localhost" : http.host();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    int usual = tls ? 443 : 80;
    return (tls ? "https://" : "http://") + bracketed + (port == usual ? "" : ":" + port);
  }
}
