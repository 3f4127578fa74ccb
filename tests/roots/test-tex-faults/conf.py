"""A book whose memos TeX stumbles over."""

project = "壊れた本"
author = "山田太郎"
language = "ja"
extensions = ["myst_parser", "ablog", "sphinxcontrib.bibtex", "bibouroku"]
myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_path = "blog"
blog_post_pattern = "posts/*.md"
post_auto_orphan = False
html_baseurl = "https://bibouroku.example/"
html_theme = "basic"
numfig = True
latex_documents = [("index", "broken.tex", project, author, "manual")]
