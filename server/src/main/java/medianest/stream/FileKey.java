package medianest.stream;

/** One version of the file behind an item. */
record FileKey(String itemId, String version) {}
