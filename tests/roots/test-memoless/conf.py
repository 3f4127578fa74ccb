"""A manual in Japanese that has no memos: Sphinx's own pages, a file of references without any."""

project = "短い説明書"
author = "山田太郎"
language = "ja"
extensions = ["bibouroku"]
exclude_patterns = ["_build", "_figures"]
bibtex_bibfiles = ["references.bib"]
latex_documents = [("index", "manual.tex", project, author, "manual")]
