"""Truncated text (文本截断)."""
