"""One reader for each format: bytes → Document."""
