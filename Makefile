# Needs Python 3.11 or newer with pip, and make. Everything else is set up in .venv by the first target that needs it.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Targets share one environment.
.NOTPARALLEL:

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.set-up-runtime
DEV := $(VENV)/.set-up-dev
DOCS := $(VENV)/.set-up-docs
UNFINISHED := $(VENV)/.unfinished
BENCHMARKS = $(filter-out common report,$(patsubst benchmarks/%.py,%,$(shell grep -lw run_benchmark benchmarks/*.py)))
# Twice quiet: errors only.
PIP_OPTIONS := --quiet --quiet --disable-pip-version-check
# Two worker processes already fill two cores; libraries that start threads of their own would only get in the way.
WORKERS ?= auto
DIST ?= dist

# $(1): what to install. An environment whose set-up was interrupted is thrown away, since pip may have left half of a
# package in it; the marker that tells is removed last.
define set-up
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@if test -e $(UNFINISHED); then echo "-- an earlier set-up was interrupted: starting afresh"; rm -rf $(VENV); fi
	@mkdir -p $(VENV) && touch $(UNFINISHED)
	@test -x $(BIN)/pip || { echo "-- creating $(VENV) with $(PYTHON)"; "$(PYTHON)" -m venv $(VENV); }
	@echo "-- installing $(1): the first time takes a few minutes"
	@$(BIN)/python -m pip install $(PIP_OPTIONS) --constraint constraints.txt --editable '$(1)'
	@rm $(UNFINISHED)
endef

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(RUNTIME): pyproject.toml constraints.txt
	$(call set-up,.)
	@touch $@

$(DEV): pyproject.toml constraints.txt
	$(call set-up,.[dev])
	@touch $(RUNTIME) $@

$(DOCS): pyproject.toml constraints.txt
	$(call set-up,.[docs])
	@touch $(RUNTIME) $@

.PHONY: demo
demo: $(RUNTIME) ## set up, and match a small made-up town
	@$(BIN)/jobmatch demo

.PHONY: nightly-demo
nightly-demo: $(RUNTIME) ## three nights on the samples: gates, reports, receipts, diary
	@rm -rf build/nightly-demo
	@$(BIN)/python data/samples/nightly_demo.py build/nightly-demo

.PHONY: test
test: $(DEV) ## all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

.PHONY: test-no-jit
test-no-jit: $(DEV) ## tests of the kernels as plain Python, without the compiler
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -n $(WORKERS) tests/kernels

.PHONY: check
check: $(DEV) ## format, lint, types, import contract, spelling; changes nothing
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/typos

.PHONY: bench-quick
bench-quick: $(DEV) ## every benchmark, small, to see that it works
	@set -e; for name in $(BENCHMARKS); do echo "-- $$name"; $(BIN)/python -m benchmarks.$$name --quick; done

.PHONY: wheel
wheel: $(RUNTIME) ## a wheel in dist/ with machine code for processors of this kind, so that a first match need not compile
	rm -rf src/jobmatch/kernels/compiled
	$(BIN)/jobmatch compile --into src/jobmatch/kernels/compiled
	rm -f src/jobmatch/kernels/compiled/*/compiling.lock
	$(BIN)/python -m pip wheel $(PIP_OPTIONS) --no-deps --wheel-dir $(DIST) .
	rm -rf src/jobmatch/kernels/compiled

.PHONY: readme
readme: $(DEV) ## write benchmark results into README.md and docs/results.md
	$(BIN)/python -m benchmarks.report

.PHONY: docs
docs: $(DOCS) ## documentation as a web site in site/
	$(BIN)/mkdocs build --strict --quiet

# Local version labels (torch 2.13.0+cpu) say which build a machine's own pip settings chose, not which release.
.PHONY: lock
lock: ## resolve all dependencies anew into constraints.txt
	@rm -rf .venv-lock
	@"$(PYTHON)" -m venv .venv-lock
	@echo "-- installing the newest of everything that pyproject.toml allows: takes a few minutes"
	@.venv-lock/bin/python -m pip install $(PIP_OPTIONS) --editable '.[dev,docs]' 'torch==2.13.0'
	@{ sed -n '/^#/p' constraints.txt; \
		.venv-lock/bin/python -m pip freeze --all --exclude-editable --exclude pip --exclude setuptools \
		| sed 's/+[a-z0-9.]*$$//'; } > constraints.txt.new
	@mv constraints.txt.new constraints.txt
	@rm -rf .venv-lock
	@git diff --stat -- constraints.txt

.PHONY: clean
clean: ## remove what the other targets made
	rm -rf $(VENV) .venv-lock .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist site
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
