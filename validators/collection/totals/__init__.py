"""Sums, rates, weights and scores that do not agree (勾稽关系)."""
