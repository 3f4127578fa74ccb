"""What is known of references and citations: plain Python, without Sphinx."""
