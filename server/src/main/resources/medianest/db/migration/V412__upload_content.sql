-- A row may reach the disk before the content that it tells of; after a power cut these two say whether that is whole.
ALTER TABLE upload ADD COLUMN bytes bigint, ADD COLUMN crc32c bigint;
