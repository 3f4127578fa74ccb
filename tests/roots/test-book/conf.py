"""A book whose memos cite, name each other, and rest on what fell."""

project = "引用の書"
author = "山田太郎"
language, numfig = "ja", True
numfig_format = {"figure": "図%s", "table": "表%s", "code-block": "リスト%s", "section": "%s節"}
extensions = ["myst_parser", "bibouroku"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "dollarmath"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_post_pattern = "posts/*.md"
html_baseurl = "https://example.org/site/"
html_theme = "basic"
latex_documents = [("index", "book.tex", project, author, "manual")]
