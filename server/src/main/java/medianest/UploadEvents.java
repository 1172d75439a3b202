package medianest;

import medianest.events.Event;
import medianest.events.EventHub;
import medianest.upload.Upload;
import medianest.upload.UploadApi;
import medianest.upload.UploadListener;

/** Tells the pages of whoever uploads how far it is. */
final class UploadEvents implements UploadListener {

  private final EventHub hub;

  UploadEvents(EventHub hub) {
    this.hub = hub;
  }

  @Override
  public void changed(Upload upload, double percent) {
    hub.publish(Event.toUser(upload.owner().toString(), "upload", UploadApi.view(upload, percent)));
  }
}
