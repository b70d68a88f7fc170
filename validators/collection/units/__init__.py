"""Units that do not fit (单位不符)."""
