"""Missing or broken levels (指标层级缺失)."""
