"""A site whose every word tries to break out of its page."""

project = "P & <i>Q"
author = "A & <b>B"
copyright = "C & <b>D"
language = "ja"
extensions = ["myst_parser", "bibouroku"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_path = "blog"
blog_post_pattern = "posts/*.md"
bibouroku_memos_per_page = 1
html_title = "H"
html_baseurl = "https://example.org/site/"
html_theme = "sphinx_book_theme"
html_theme_options = {"footer_content_items": []}
html_sidebars = {"**": ["bibouroku/side.html"]}
