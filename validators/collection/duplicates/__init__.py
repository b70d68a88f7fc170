"""Repeated tables, goals and indicators (重复)."""
