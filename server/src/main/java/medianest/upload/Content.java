package medianest.upload;

/**
 * By what the whole content of a file is told from one of which a power cut kept only a part: its
 * row may reach the disk before it.
 *
 * @param crc32c the CRC-32C of all bytes (RFC 3720 appendix B.4), as an unsigned number
 */
record Content(long bytes, long crc32c) {}
