package medianest.metadata;

/**
 * Settings under {@code metadata}.
 *
 * @param tmdbKey the key or the token of an account at themoviedb.org; empty asks nothing there
 * @param language of what is told, as BCP 47 has it: {@code en-US}
 * @param tmdbAddress where the catalogue answers
 * @param pictureAddress where its pictures lie
 */
public record MetadataConfig(
    String tmdbKey, String language, String tmdbAddress, String pictureAddress) {

  public MetadataConfig {
    check("metadata.tmdbAddress", tmdbAddress);
    check("metadata.pictureAddress", pictureAddress);
    if (!language.matches("[a-z]{2,3}(-[A-Z]{2})?")) {
      throw new IllegalArgumentException(
          "metadata.language must be a language as in en-US, not " + language + ".");
    }
    if (tmdbKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("metadata.tmdbKey must be a key without spaces.");
    }
  }

  public static MetadataConfig defaults() {
    return new MetadataConfig(
        "", "en-US", "https://api.themoviedb.org/3", "https://image.tmdb.org/t/p");
  }

  boolean isOn() {
    return !tmdbKey.isEmpty();
  }

  private static void check(String key, String address) {
    if (!address.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
      throw new IllegalArgumentException(key + " must be an http address, not " + address + ".");
    }
  }

  /** The key is a secret. */
  @Override
  public String toString() {
    return "MetadataConfig[" + language + ", " + tmdbAddress + ", " + pictureAddress + "]";
  }
}
