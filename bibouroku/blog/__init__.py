"""Memos as dated posts: front matter, order, archives; plain Python, without Sphinx."""
