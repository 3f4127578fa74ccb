"""What the site does: one Sphinx extension to a module."""
