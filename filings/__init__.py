"""From a file to a filing: readers (bytes → Document) and forms (Document → tables of the filing)."""
