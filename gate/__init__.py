"""Gating: what applies to a filing, what was known or agreed to before, and what a commit changed."""
