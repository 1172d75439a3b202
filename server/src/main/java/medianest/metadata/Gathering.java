package medianest.metadata;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the pictures that a catalogue has, once. */
final class Gathering {

  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

  private final MetadataProvider provider;
  private final ProviderPictures pictures;
  private final Portraits portraits;

  Gathering(MetadataProvider provider, ProviderPictures pictures, Portraits portraits) {
    this.provider = provider;
    this.pictures = pictures;
    this.portraits = portraits;
  }

  /** Whether the item has a new one. */
  boolean fetch(UUID item, String name, @Nullable String path, MetadataProvider.Size size)
      throws ProviderFailure, InterruptedException {
    if (path == null || pictures.has(item, name)) {
      return false;
    }
    Optional<byte[]> picture = provider.picture(path, size);
    try {
      if (picture.isPresent()) {
        pictures.keep(item, name, picture.get());
      }
      return picture.isPresent();
    } catch (IOException e) {
      LOG.warn("A picture of the catalogue cannot be kept: {}", e.toString());
      return false;
    }
  }

  /** The pictures of people who have none yet. */
  void fetch(List<Facts.Portrait> people) throws ProviderFailure, InterruptedException {
    Set<String> known = portraits.of(people.stream().map(Facts.Portrait::name).toList()).keySet();
    for (Facts.Portrait each : people) {
      if (!known.contains(each.name())) {
        Optional<byte[]> picture = provider.picture(each.path(), MetadataProvider.Size.PORTRAIT);
        if (picture.isPresent()) {
          portraits.keep(each.name(), picture.get());
        }
      }
    }
  }

  /** Those of an item that the catalogue took for another; answers whether there were any. */
  boolean forget(UUID item) {
    try {
      return pictures.forget(item);
    } catch (IOException e) {
      LOG.warn("Pictures of what an item is not stay for now: {}", e.toString());
      return false;
    }
  }

  /** Those of items that are no more, of which {@code store} knows nothing. */
  void forgetAllBut(MetadataStore store) {
    try {
      List<UUID> pictured = pictures.items();
      Set<UUID> existing = store.existing(pictured);
      for (UUID item :
          pictured.stream().filter(each -> !existing.contains(each)).collect(Collectors.toSet())) {
        pictures.forget(item);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Pictures of items that are gone stay for now: {}", e.toString());
    }
  }
}
