"""Commands. No logic lives here."""
