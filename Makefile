# The two commands of the README are `make run` and `make test`; everything else is for people who change the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?= config.yaml

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint types gate docs audit bench fuzz chaos soak fleet properties lock clean

help:                ## this list
	@grep -E '^[a-z]+: .*##|^[a-z]+: +##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(VENV)/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "basewatch needs Python 3.11 or newer; try: make run PYTHON=python3.11")'
	@echo "setting up $(VENV) from requirements.lock; this is done once and takes a minute or two"
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "adding the tools of requirements-dev.lock to $(VENV)"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.run    ## set up, then watch the feeds of config.yaml (console, unless TELEGRAM_TOKEN and TELEGRAM_CHAT are set)
	@$(BIN)/monitor run --config $(CONFIG)

demo: $(VENV)/.run   ## set up, then show alert, update, copy and digest within a minute, without asking a feed
	@$(BIN)/monitor demo

test: $(VENV)/.dev   ## set up, then run the tests
	$(BIN)/python -m pytest

check: lint types gate docs   ## lint, types, quality gate, docs

lint: $(VENV)/.dev   ## ruff
	$(BIN)/ruff check monitor tests benchmarks

types: $(VENV)/.dev  ## mypy --strict
	$(BIN)/mypy monitor

gate: $(VENV)/.dev   ## the model's floors and digests
	$(BIN)/monitor evaluate --gate

docs: $(VENV)/.dev   ## docstrings, documented keys and commands
	$(BIN)/interrogate -q monitor
	$(BIN)/python -m pytest -q tests/docs

audit:               ## known holes of the locked packages, by pip-audit (needs the network; says so where it cannot tell)
	$(PYTHON) .ci/audit

bench: $(VENV)/.dev  ## the price of every stage, beside a peer, as ratios
	$(BIN)/python benchmarks/run.py

fuzz: $(VENV)/.dev   ## every reader of strangers' bytes under atheris, and every feed document damaged (minutes; needs ../shared for the last)
	$(BIN)/python -m tests.fuzz.run

chaos: $(VENV)/.dev  ## two services on one store, then the real service killed a thousand times among failing feeds and chats (some twenty minutes)
	$(BIN)/python -m tests.chaos.twins
	$(BIN)/python -m tests.chaos.harness --kills 1000

soak: $(VENV)/.dev   ## thirty days of a thousand feeds in simulated time, faults throughout (some fifteen minutes)
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.soak.harness --days 30 --feeds 1000

fleet: $(VENV)/.dev  ## several workers on one PostgreSQL, a fault in each of twenty rounds (some eight minutes)
	$(BIN)/python -m tests.far.harness --rounds 20

properties: $(VENV)/.dev ## ten thousand invented stories for each property of the incidents (some minutes)
	MONITOR_VARIANTS=10000 $(BIN)/python -m pytest -q tests/incidents/test_order.py

lock:                ## renew the lock files (needs uv)
	echo 'setuptools>=80' | uv pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements.lock
	echo 'setuptools>=80' | uv pip compile pyproject.toml - --extra dev --extra apprise --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements-dev.lock

clean:               ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
