# Every task of the project; `make help` lists them.
# Settings: PYTHON=python3.12 (makes .venv), SPHINXOPTS="-j auto", PYTESTOPTS="-k feed", BENCHOPTS="--memos 100 400", UV=/path/to/uv.
# The book and the PDFs of memos: PAPER=a5 or phone (a4 if not said), PRINT=1 for what is read on paper.

PYTHON ?=
SPHINXOPTS ?=
PYTESTOPTS ?=
BENCHOPTS ?=
BENCHPAGEOPTS ?=
UV ?= uv
PAPER ?=
PRINT ?=

RUN := .venv/bin/python -m
PIP_INSTALL := $(RUN) pip install --quiet --disable-pip-version-check --compile --require-hashes
COMPILE_LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock'

# Each builder remembers by itself what it has read: one that read a change would hide it from the
# others. So does each form of what TeX sets ($(2)). Sphinx warns of a page only when it reads it:
# after warnings (status 1) the next build must read all again. Other failures leave the state of the last
# good build.
SPHINX_BUILD = $(RUN) sphinx -W --keep-going -n -d _build/doctrees/$(1)$(2) -b $(1) $(3) $(SPHINXOPTS) \
	. _build/$(1)$(2) \
	|| { status=$$?; [ $$status -ne 1 ] || rm -f _build/doctrees/$(1)$(2)/environment.pickle; exit $$status; }

# Each form has its own folder and its own PDF. The site links to the PDFs of memos on A4, for screens.
FORM := $(patsubst %,-%,$(filter-out a4,$(PAPER)))$(if $(filter-out 0,$(PRINT)),-print)
FORM_SETTINGS := $(patsubst %,-D bibouroku_paper=%,$(filter-out a4,$(PAPER))) \
	$(if $(filter-out 0,$(PRINT)),-D bibouroku_print=1)

.DEFAULT_GOAL := help
# All targets share .venv and _figures, so `make -j` runs the targets one by one, too.
.NOTPARALLEL:
.PHONY: help html live latexpdf memos epub test lint bench bench-book bench-page linkcheck lock clean has-tex has-chromium has-uv

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

html: .venv/site.stamp  ## build the site into _build/html (warnings are errors)
	@$(call SPHINX_BUILD,html)
	@.venv/bin/python -c 'from pathlib import Path; print("Open", Path("_build/html/index.html").resolve().as_uri())'

live: .venv/dev.stamp  ## serve the site on this machine and rebuild it at every change
	@$(RUN) sphinx_autobuild -n -d _build/live/doctrees -b html $(SPHINXOPTS) \
		--ignore '*/.venv/*' --ignore '*/.git/*' --ignore '*/_build/*' --ignore '*/_figures/*' \
		--ignore '*/tests/*' --ignore '*/__pycache__/*' --ignore '*/.*_cache/*' \
		. _build/live/html

latexpdf: has-tex .venv/site.stamp  ## make the book, _build/bibouroku.pdf; needs TeX Live (PAPER=a5, PRINT=1)
	@$(call SPHINX_BUILD,latex,$(FORM),$(FORM_SETTINGS))
	@$(RUN) bibouroku typeset _build/latex$(FORM) --suffix='$(FORM)'

memos: has-tex .venv/site.stamp  ## make a PDF of each memo in _build/memos, to which the site links; needs TeX Live (PAPER=a5, PRINT=1)
	@$(call SPHINX_BUILD,offprints,$(FORM),$(FORM_SETTINGS))
	@$(RUN) bibouroku offprints _build/offprints$(FORM) _build/memos$(FORM)

epub: .venv/site.stamp  ## make the electronic book (EPUB 3), _build/bibouroku.epub
	@rm -f _build/epub/*.epub
	@$(call SPHINX_BUILD,epub)
	@cp _build/epub/*.epub _build && cd _build/epub && for book in *.epub; do echo "_build/$$book"; done

test: .venv/dev.stamp  ## run every test that this machine can run, and list those it cannot
	@$(RUN) pytest --numprocesses auto --dist loadfile $(PYTESTOPTS)

lint: .venv/dev.stamp  ## check code style, types, layers, memos and references
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@.venv/bin/lint-imports --no-logo
	@$(RUN) bibouroku lint

bench: .venv/site.stamp  ## time builds of a made-up corpus, and show how the cost grows
	@.venv/bin/python benchmarks/bench.py $(BENCHOPTS)

bench-book: has-tex .venv/site.stamp  ## time the book of a made-up corpus, and its PDFs of memos: pages, runs of TeX, seconds, growth
	@.venv/bin/python benchmarks/bench_book.py $(BENCHOPTS)

bench-page: has-chromium .venv/dev.stamp html  ## weigh and time pages of the site in Chromium
	@$(RUN) benchmarks.bench_page $(BENCHPAGEOPTS)

linkcheck: .venv/site.stamp  ## ask every external link whether it still answers (network)
	@$(call SPHINX_BUILD,linkcheck)

lock: has-uv  ## write requirements/*.txt anew from pyproject.toml (needs uv)
	@$(COMPILE_LOCK) --upgrade -o requirements/build.txt requirements/build.in
	@$(COMPILE_LOCK) --upgrade -o requirements/site.txt --extra site pyproject.toml
	@$(COMPILE_LOCK) --upgrade -o requirements/dev.txt --extra site --extra dev \
		-c requirements/site.txt pyproject.toml

clean:  ## remove all that was built (.venv stays)
	@rm -rf _build _figures .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

has-tex:
	@requirements/system check 'make $(MAKECMDGOALS)' pdf

has-chromium:
	@requirements/system check 'make $(MAKECMDGOALS)' browser

has-uv:
	@command -v $(UV) >/dev/null \
		|| { echo 'make lock: uv is missing; python3 -m pip install uv' >&2; exit 2; }

# The locked packages, each checked against its hash. --no-build-isolation: feedgen, published only
# as source, is built by the setuptools of build.txt and not by one that nobody checked.
.venv/site.stamp: requirements/build.txt requirements/site.txt requirements/create-venv
	@PYTHON='$(PYTHON)' requirements/create-venv
	@echo 'Installing the packages of requirements/site.txt into .venv'
	@$(PIP_INSTALL) -r requirements/build.txt
	@$(PIP_INSTALL) --no-build-isolation --use-pep517 -r requirements/site.txt
	@touch $@

.venv/dev.stamp: .venv/site.stamp requirements/dev.txt
	@echo 'Installing the packages of requirements/dev.txt into .venv'
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch $@
