# The doors of rectify. `make` alone lists them. Nothing but Python 3.11+, pip and make is needed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
CORE  := src/rectify/model/*,src/rectify/actions/*,src/rectify/checks/*,src/rectify/proof/*,src/rectify/query/*,src/rectify/dates*,src/rectify/where*,src/rectify/working_days*,src/rectify/wording/*
WORKERS ?= auto
ARGS    ?=

# The first of these that runs and is new enough; or say it: make test PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

.PHONY: help run test test-uncached fuzz soak mutants check fmt bench bench-peers bench-guard bench-baseline wheel lock light rules docs demo clean

help: ## list these doors
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## set up, then list what is overdue in data/issues.yaml
	@$(BIN)/rectify -f data/issues.yaml list --overdue

test: $(READY) ## set up, then run all tests (ARGS=... goes to pytest)
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

test-uncached: $(READY) ## run all tests again without the cache: every answer must be the same, only slower
	RECTIFY_CACHE=off $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

fuzz: $(READY) ## a minute of mutants: registers, edits, trails, batches, command lines (SECONDS=... SEED=...)
	$(BIN)/python -m tests.fuzz.run --seconds $(or $(SECONDS),60) --seed $(or $(SEED),0) $(ARGS)

soak: $(READY) ## long fault, kill, power-cut and fuzz runs, an hour or so (ARGS=... goes to pytest)
	$(BIN)/python -m pytest -n $(WORKERS) tests/soak $(ARGS)

mutants: $(READY) ## change the store in thousands of small ways; does a test notice? (hours; in mutants/)
	$(BIN)/mutmut run $(ARGS)
	$(BIN)/mutmut results

check: $(READY) ## everything that must be green: format, lint, types, rooms, docs, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/docs.py --check
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term
	@echo "coverage of the core, which must be complete:"
	$(BIN)/coverage report --include='$(CORE)' --fail-under=100

fmt: $(READY) ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(READY) ## time whole commands against `python -c pass`; writes bench/RESULTS.md (ARGS=--full: 100,000 issues)
	$(BIN)/python -m bench.run $(ARGS)

bench-peers: $(READY) ## the same jobs in Taskwarrior, todoman, hledger, topydo, compliance-trestle, as far as they can be had
	$(BIN)/python -m bench.peers.run $(ARGS)

bench-guard: $(READY) ## hold imports, instructions and syncs to bench/baseline.json
	$(BIN)/python -m bench.guard

bench-baseline: $(READY) ## take the present counts for the new baseline; commit it with the reason
	$(BIN)/python -m bench.guard --renew

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

lock: $(READY) ## renew requirements-dev.lock from pyproject.toml
	$(BIN)/python tools/lock.py

light: $(READY) ## renew the table of light values from the models
	$(BIN)/python -m tools.light_table

rules: $(READY) ## renew the mark of the rules by which what is cached was read; after a change of model/ or store/
	$(BIN)/python tools/rules.py

docs: $(READY) ## regenerate the generated parts of the docs
	$(BIN)/python tools/docs.py

demo: $(READY) ## rebuild the fictitious register of examples/
	$(BIN)/python examples/make_demo.py

clean: ## remove the virtual environment, caches and builds
	rm -rf $(VENV) dist build htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis mutants bench/.peers

# Some systems ship Python without ensurepip; then the system's own pip fills the environment.
$(READY): pyproject.toml requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or say PYTHON=..." >&2; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON) (once; a minute or so)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	$$pip install --quiet --disable-pip-version-check --no-input -r requirements-dev.lock && \
	$$pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $@
