"""Invented filings, correct in every respect, in the forms, layouts and formats of the field; and single faults planted in them."""
