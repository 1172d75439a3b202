package medianest;

import medianest.events.Event;
import medianest.events.EventHub;
import medianest.upload.Upload;
import medianest.upload.UploadApi;
import medianest.upload.UploadListener;

/** Tells the pages of whoever uploads how far it is, and the rest of the server what came of it. */
final class UploadEvents implements UploadListener {

  private final EventHub hub;
  private final Runnable newItems;

  /**
   * Tells the pages.
   *
   * @param newItems is told as well when an upload has become an item; must not take long
   */
  UploadEvents(EventHub hub, Runnable newItems) {
    this.hub = hub;
    this.newItems = newItems;
  }

  @Override
  public void changed(Upload upload, double percent) {
    if (upload.state() == Upload.State.READY) {
      newItems.run();
    }
    hub.publish(Event.toUser(upload.owner().toString(), "upload", UploadApi.view(upload, percent)));
  }
}
