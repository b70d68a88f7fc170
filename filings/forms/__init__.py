"""Document → the form instances in it, whatever the layout."""
