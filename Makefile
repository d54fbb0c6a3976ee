# Needs Python 3.11 or newer and make. Everything else is installed into .venv, which "make clean" takes away.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint types walls bench docs accept wheel clean

help: ## Show what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "auditor needs Python 3.11 or newer: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q auditor rules
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]' ./tests/example_plugin
	@touch $@

$(VENV)/linted: $(VENV)/tested
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[lint]'
	@touch $@

demo: $(VENV)/installed ## Audit a sample site
	@echo "auditor check sample_pages/company_blog/site"
	@$(BIN)/auditor check --no-config sample_pages/company_blog/site; test $$? -eq 1
	@echo
	@echo "That site has faults planted in it. Now your own: $(BIN)/auditor check FOLDER"

test: $(VENV)/tested ## Run the tests
	$(BIN)/pytest

lint: $(VENV)/linted ## Check style, types and walls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) types walls

types: $(VENV)/linted
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

walls: $(VENV)/linted
	$(BIN)/lint-imports

bench: $(VENV)/tested ## Measure speed, memory and start-up on real pages
	$(BIN)/python benchmarks/run.py

docs: $(VENV)/installed ## Write the pages of the rules into docs/rules
	$(BIN)/python docs/build.py

accept: $(VENV)/tested ## Take what is found on the sample pages as what is expected: read the diff afterwards
	$(BIN)/python tests/accept.py

wheel: $(VENV)/linted ## Build the wheel
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## Take away everything that was made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
