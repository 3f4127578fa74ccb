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
html_theme_options = {
    "navbar_persistent": [],
    "article_header_start": ["bibouroku/toggle-side.html"],
    "article_header_end": ["bibouroku/header-buttons.html"],
    "footer_content_items": [],
    "footer_start": ["bibouroku/footer.html"],
}
html_math_renderer = "mathml"
html_sidebars = {"**": ["navbar-logo.html", "search-button-field.html", "bibouroku/side.html"]}
html_copy_source = html_show_sourcelink = html_use_index = False
