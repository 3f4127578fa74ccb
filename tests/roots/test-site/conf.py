"""A miniature of the project's site, with its theme and extensions."""

project = "小さなサイト"
author = "編者"
copyright = "2017–2025 編者"
language, numfig = "ja", True
extensions = ["myst_parser", "ablog", "sphinxcontrib.bibtex", "bibouroku"]
exclude_patterns = ["_build", "_figures", "computations"]
myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_title = project
blog_path = "blog"
blog_post_pattern = "posts/*.md"
post_date_format = "%Y-%m-%d"
post_auto_orphan = False
bibouroku_memos_per_page = 2
html_title = project
html_baseurl = "https://example.org/site/"
html_theme = "sphinx_book_theme"
html_theme_options = {"footer_content_items": []}
html_math_renderer = "mathml"
html_sidebars = {"**": ["bibouroku/side.html"]}
html_copy_source = html_show_sourcelink = html_use_index = False
