"""Files that cannot be read or hold no known form."""
