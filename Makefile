# Two commands: `make demo` and `make test`. Everything else serves those who build on.

SHELL := /bin/bash
PORT ?= 8000
export PORT
# Compiled modules make every start after the first seconds faster.
unexport PYTHONDONTWRITEBYTECODE

PYTEST := .venv/bin/python -m pytest -p tests.plugins.servers
ARGS ?=

.PHONY: help install install-dev demo test test-slow check format bench clean

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

install: ## the environment to run in (.venv)
	@.ci/install requirements.lock

install-dev: ## the environment to run and test in (.venv)
	@.ci/install requirements-dev.lock

demo: install ## the portal with the demo programmes, until Ctrl-C (PORT=8000)
	@exec .venv/bin/python -m izaportal.embedded.demo

test: install-dev ## all tests but the slow ones (ARGS="-k naam")
	@.ci/programs
	@exec $(PYTEST) -n 3 -m "not slow" $(ARGS)

test-slow: install-dev ## every page by axe, many readers, large programmes, chaos, broken contracts, generated API requests
	@.ci/programs
	@exec $(PYTEST) -m slow $(ARGS)

check: install-dev ## style, types, boundaries, migrations, deployment, OpenAPI
	@exec .ci/check

format: install-dev ## put code and templates in shape
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .
	@.venv/bin/djlint --reformat --quiet templates

bench: install ## sizes and times, each beside its floor
	@exec .venv/bin/python -m izaportal.embedded.bench

clean: ## what tools left behind; the demo's data in .local stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles
