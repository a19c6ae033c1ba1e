# congvan: `make demo` shows what it does, `make test` checks it; both install what they need first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export OMP_THREAD_LIMIT := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench serve wheel-test clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: system system-test
system:
	@scripts/system-packages.sh run
system-test:
	@scripts/system-packages.sh test

$(READY): pyproject.toml | system
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY) ## read the samples, search them, show where their dates disagree
	@scripts/demo.sh

test: system-test $(READY) ## all tests
	$(BIN)/python -m pytest -n 2 tests

lint: $(READY) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## the quick benchmarks; all: .venv/bin/python -m benchmarks --all
	$(BIN)/python -m benchmarks

serve: $(READY) ## the pages in the browser, on the demo's archive
	$(BIN)/congvan serve --archive build/demo-archive

wheel-test: $(READY) ## build the wheel, install it into an empty environment, read a sample there
	@scripts/wheel-test.sh

clean: ## remove everything that can be made again
	rm -rf $(VENV) build dist .cache .mypy_cache .ruff_cache .pytest_cache
