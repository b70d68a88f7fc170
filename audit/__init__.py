"""Checking filings: from the paths given to what was found."""
