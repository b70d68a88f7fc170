"""Findings → HTML, JSON, text: one module for each format."""
