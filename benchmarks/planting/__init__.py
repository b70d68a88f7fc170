"""Invented filings, correct in every respect, in the field's forms, layouts and formats, and single faults planted in them."""
