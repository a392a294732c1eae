# make demo: check the sample corpora and print the reports.   make test: run all tests.   make help: the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help demo test mutate lint audit format docs site speed clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

demo: $(VENV)/core ## set up an environment, check corpora/, print the reports
	@$(BIN)/python tools/demo.py

test: $(VENV)/test ## set up what the tests need and run them all
	$(BIN)/python -m pytest -n auto

mutate: $(VENV)/test ## change the code of checks/ and text/ in 420 places, and see which changes no test notices
	$(PIP) install -c constraints.txt --group mutation
	$(BIN)/python tools/mutation --sample 420 --seed 7

lint: $(VENV)/dev ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/dev ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/core ## generate docs/checks/ and the picture of the README from the code
	$(BIN)/python tools/generate_docs.py
	$(BIN)/python tools/render_readme.py

# Material for MkDocs tells of its successor on every build; that is known.
site: $(VENV)/docs ## build the documentation site into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

speed: $(VENV)/core ## pairs per CPU-second, for every check and for all together
	$(BIN)/python benchmarks/speed.py

audit: $(VENV)/dev ## ask whether weaknesses of the pinned packages are known; needs a network, and fails where one cannot be asked about
	$(PIP) install pip-audit
	$(BIN)/python tools/audit.py

clean: ## remove the environment and what tools left
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build site

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("tqcheck needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt --upgrade pip

# Each environment mark is newer than what it was made from, so a second call costs nothing.
$(VENV)/core: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e '.[documents]'
	@touch $@

$(VENV)/test: $(VENV)/core
	$(PIP) install -c constraints.txt --group test
	@touch $@

$(VENV)/dev: $(VENV)/test
	$(PIP) install -c constraints.txt --group dev
	@touch $@

$(VENV)/docs: $(VENV)/core
	$(PIP) install -c constraints.txt --group docs
	@touch $@
