package medianest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import medianest.artwork.Artwork;
import medianest.artwork.ArtworkApi;
import medianest.artwork.Videos;
import medianest.cache.CacheMetrics;
import medianest.db.Database;
import medianest.ffmpeg.Ffmpeg;
import medianest.http.Problem;
import medianest.http.Routes;
import medianest.library.ItemId;
import medianest.library.ItemPictures;
import medianest.library.Items;
import medianest.library.MediaFile;
import medianest.library.ShelfStore;
import medianest.library.VideoNames;
import medianest.media.track.Container;
import medianest.metadata.Portraits;

/** The pictures of the items, connected with the library that has the items. */
record Gallery(Artwork artwork) implements AutoCloseable {

  static Gallery of(
      Database database, Path data, Ffmpeg ffmpeg, Items items, Clock clock, CacheMetrics metrics)
      throws IOException {
    return new Gallery(
        Artwork.of(
            database,
            data.resolve("artwork"),
            ffmpeg,
            new LibraryVideos(items, new ShelfStore(database), given(data)),
            clock,
            metrics));
  }

  /** The folder of the pictures that a catalogue gave. */
  static Path given(Path data) {
    return data.resolve("metadata");
  }

  /** For the catalogue that has pictures of people. */
  Portraits keeper() {
    return new Portraits() {
      @Override
      public Map<String, String> of(List<String> names) {
        return artwork.portraits().of(names);
      }

      @Override
      public void keep(String name, byte[] picture) throws InterruptedException {
        artwork.portraits().keep(name, picture);
      }
    };
  }

  void declare(Routes routes) {
    new ArtworkApi(artwork).addTo(routes);
  }

  /** For lists of items. */
  ItemPictures pictures() {
    return ids -> {
      Map<ItemId, ItemPictures.Pictures> views = new HashMap<>();
      artwork
          .shown(ids.stream().map(ItemId::value).toList())
          .forEach((id, shown) -> views.put(new ItemId(id), view(id, shown)));
      return views;
    };
  }

  private static ItemPictures.Pictures view(UUID id, Artwork.Shown shown) {
    ArtworkApi.PicturesView view = ArtworkApi.PicturesView.of(id, shown);
    return new ItemPictures.Pictures(
        view.base(), view.cover(), view.still(), view.backdrop(), view.logo());
  }

  @Override
  public void close() {
    artwork.close();
  }

  /** The files of the library, for those who make pictures of them. */
  private record LibraryVideos(Items items, ShelfStore shelves, Path given) implements Videos {

    @Override
    public Optional<Video> find(UUID itemId) {
      try {
        MediaFile file = items.file(itemId.toString());
        Optional<Container> container =
            Optional.ofNullable(file.container()).map(Container::valueOf);
        return Optional.of(
            new Video(file.root(), file.path(), container, shelves.isEpisode(itemId)));
      } catch (Problem e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<Shelf> shelf(UUID itemId) {
      return shelves
          .find(itemId)
          .map(found ->
              new Shelf(found.series(), found.number(), found.root(), found.folder(), found.own()));
    }

    @Override
    public Path given(UUID itemId) {
      return given.resolve(itemId.toString());
    }

    @Override
    public boolean isVideo(String fileName) {
      return VideoNames.worthALook(fileName);
    }
  }
}
