"""Memos that rest on fallen sources: by citations, and by links to other memos."""

project = "崩れたサイト"
author = "編者"
language = "ja"
extensions = ["myst_parser", "bibouroku"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
exclude_patterns = ["_build", "_figures", "computations"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_post_pattern = "posts/*.md"
html_baseurl = "https://example.org/site/"
html_theme = "basic"
html_sidebars = {"**": ["bibouroku/side.html"]}
