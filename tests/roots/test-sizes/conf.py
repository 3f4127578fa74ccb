extensions = ["myst_parser", "ablog", "sphinxcontrib.bibtex", "bibouroku"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "bibouroku"
html_theme = "sphinx_book_theme"
html_math_renderer = "mathml"
language = "ja"
myst_enable_extensions = ["amsmath", "dollarmath"]
numfig = True
