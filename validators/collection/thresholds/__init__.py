"""Targets that cannot be measured (指标值未量化)."""
