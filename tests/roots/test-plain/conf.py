"""The least that a site needs: one memo, no lists of references, Sphinx's plainest theme."""

project = "質素なサイト"
author = "編者"
language = "ja"
extensions = ["myst_parser", "bibouroku"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build", "_figures", "computations"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_post_pattern = "posts/*.md"
html_theme = "basic"
