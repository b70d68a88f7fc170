"""The commands. No logic: each calls the pipeline or the catalogue and prints what comes back."""
