"""Settings of the site 理系のための備忘録. Nothing is computed here."""

project = "理系のための備忘録"
author = "理系のための備忘録"
copyright = "2017–2025 理系のための備忘録 All Rights Reserved"  # noqa: A001 - Sphinx's name
language = "ja"

extensions = [
    "myst_parser",
    "ablog",
    "sphinxcontrib.bibtex",
    "bibouroku",
]
exclude_patterns = [
    "_build", "_figures", ".*", "tests", "bibouroku", "computations",
    "benchmarks", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "requirements",
]  # fmt: skip

# ---- text
myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
myst_footnote_transition = False
myst_heading_anchors = 3
numfig = True
numfig_format = {"figure": "図%s", "table": "表%s", "code-block": "リスト%s", "section": "%s節"}
today_fmt = "%Y年%-m月%-d日"

# ---- references
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"

# ---- memos
blog_title = project
blog_path = "blog"
blog_post_pattern = "posts/*.md"
post_date_format = "%Y-%m-%d"
post_auto_orphan = False

# ---- web
bibouroku_description = "科学の話題を、日付と出典とともに書きとめる。"
html_title = project
html_baseurl = "https://bibouroku.example/"  # where the site is served from: feeds need it
html_theme = "sphinx_book_theme"
html_theme_options = {"footer_content_items": []}
html_math_renderer = "mathml"
html_sidebars = {"**": ["bibouroku/side.html"]}
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None

# ---- book
latex_engine = "lualatex"
latex_documents = [("index", "bibouroku.tex", project, author, "manual")]
epub_basename = "bibouroku"
bibouroku_title_reading = "リケイノタメノビボウロク"
bibouroku_author_reading = bibouroku_title_reading
