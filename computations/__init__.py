"""What the memos compute: one module to a memo."""
