"""What a form must hold: form schemas, vocabulary, units, profiles, and the models of the canonical frames."""
