# Two commands that need only Python and make: `make status` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: status test fuzz fuzz-readers audit check docs catalogs pictures lock clean

status: $(VENV)/run.stamp
	@$(BIN)/tracker status

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

# New examples for the laws that the tests state, for as long as one asks.
MINUTES ?= 10
fuzz: $(VENV)/dev.stamp
	$(BIN)/python fuzz/laws.py $(MINUTES)

# Inputs that are nearly right for every reader.
fuzz-readers: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python fuzz/readers.py $(MINUTES)

# Known weaknesses of the packages that the lock pins. They are asked of a service in the network,
# so this is no part of `check`.
audit: | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

# What a change must pass beside the tests.
check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/catalogs.py --check
	$(BIN)/python docs/pictures.py --check
	$(BIN)/python docs/page_picture.py --check
	$(BIN)/python docs/licences.py --check

docs: $(VENV)/dev.stamp
	$(BIN)/python docs/generate.py

# Texts that have changed in the code come into the translations, and are compiled.
catalogs: $(VENV)/dev.stamp
	$(BIN)/python docs/catalogs.py

# The pictures of README and docs/tables.md, from the shipped plan, docs/tables/ and docs/examples/
pictures: $(VENV)/dev.stamp
	$(BIN)/python docs/pictures.py
	$(BIN)/python docs/page_picture.py

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@ $(VENV)/run.stamp

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The lock files pin every package with its hashes and name no index.
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header
lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --extra tables --extra postgresql --output-file requirements-tables.lock
	$(LOCK) --group dev --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
