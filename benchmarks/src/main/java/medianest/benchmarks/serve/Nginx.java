package medianest.benchmarks.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A plain nginx that serves one folder by sendfile. */
public final class Nginx implements AutoCloseable {

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Nginx start(Path work, Path folder, int port) throws IOException {
    return start(work, folder, port, "");
  }

  /**
   * Starts one.
   *
   * @param locations further blocks of its server, in its own words
   */
  public static Nginx start(Path work, Path folder, int port, String locations) throws IOException {
    Path config = work.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off;
        %s
        worker_processes 2;
        pid %s/nginx.pid;
        error_log stderr error;
        events { worker_connections 8192; }
        http {
          access_log off;
          sendfile on;
          sendfile_max_chunk 2m;
          tcp_nopush on;
          keepalive_requests 1000000000;
          client_body_temp_path %s/body;
          proxy_temp_path %s/proxy;
          fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi;
          scgi_temp_path %s/scgi;
          server { listen 127.0.0.1:%d backlog=4096; root %s; %s }
        }
        """
            .formatted(
                "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                work,
                work,
                work,
                work,
                work,
                work,
                port,
                folder,
                locations));
    Process process =
        new ProcessBuilder("nginx", "-p", work.toString(), "-c", config.toString())
            .inheritIO()
            .start();
    return new Nginx(process, port);
  }

  public int port() {
    return port;
  }

  public List<ProcessHandle> processes() {
    return List.of(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
