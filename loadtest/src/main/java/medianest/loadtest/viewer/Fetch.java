package medianest.loadtest.viewer;

import java.io.IOException;
import medianest.loadtest.http.Answer;
import medianest.loadtest.http.BodySink;
import medianest.loadtest.http.Call;

/** How a viewer gets at the server; every request counts under its kind. */
@FunctionalInterface
public interface Fetch {

  Answer send(String kind, Call call, boolean keep, BodySink sink) throws IOException;
}
