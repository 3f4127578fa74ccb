"""A site whose memo asks what is known of a claim."""

project = "証拠のサイト"
author = "編者"
language, numfig = "ja", True
numfig_format = {"figure": "図%s", "table": "表%s", "code-block": "リスト%s", "section": "%s節"}
extensions = ["myst_parser", "bibouroku"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
blog_post_pattern = "posts/*.md"
html_baseurl = "https://example.org/site/"
html_theme = "basic"
latex_documents = [("index", "book.tex", project, author, "manual")]
