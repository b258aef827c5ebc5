# `make demo` and `make test` set themselves up; nothing else is needed than Python 3.11 or newer, and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CHALLENGE := productions/the-challenge

.PHONY: help demo test lint bench docs clean

help:
	@echo "make demo   plan The Challenge from screenplay to call sheets"
	@echo "make test   lint, types, import contracts and all tests"
	@echo "make bench  measure against peers; slow"
	@echo "make docs   the documentation as pages, in build/docs"
	@echo "make clean  remove what was made"

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cupola needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

demo: $(VENV)/.installed
	@sh demo.sh $(BIN)/cupola $(CHALLENGE)

test: lint
	$(BIN)/pytest -n auto

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed
	$(BIN)/python -m bench

docs: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(BIN)/sphinx-build -W -q docs build/docs

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist \
		$(CHALLENGE)/plan $(CHALLENGE)/paper
