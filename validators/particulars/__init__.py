"""What a reviewer also flags: heads, goals, reasons (其他)."""
