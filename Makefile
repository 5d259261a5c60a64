# What people, hooks and CI call. Each target does its own set-up.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
PIP := $(RUN) pip --disable-pip-version-check install --quiet --constraint constraints.txt
STORIES ?= 2000

.PHONY: build serve test lint validate bench bench-growth bench-outside clean constraints
.DEFAULT_GOAL := build

build: $(VENV)/.communique
	@COMMUNIQUE_SERVE='make serve' $(RUN) communique build

serve: $(VENV)/.communique
	$(RUN) communique serve

test: $(VENV)/.test
	sh tests/browser/chromium.sh
	sh tests/stress/vnu.sh
	sh tests/cli/server.sh
	$(RUN) pytest --numprocesses auto --dist worksteal $(TESTS)

lint: $(VENV)/.lint
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy
	$(VENV)/bin/lint-imports

validate: $(VENV)/.test
	sh tests/browser/chromium.sh
	sh tests/stress/vnu.sh
	COMMUNIQUE_THOROUGH=1 $(RUN) pytest --numprocesses auto --dist worksteal tests/stress tests/browser

bench: $(VENV)/.bench
	$(VENV)/bin/python tests/bench/bench.py --stories $(STORIES)

bench-growth: STORIES = 10000
bench-growth: $(VENV)/.bench
	$(VENV)/bin/python tests/bench/bench.py --growth --stories $(STORIES)

bench-outside: STORIES = 6000
bench-outside: $(VENV)/.bench
	$(VENV)/bin/python tests/bench/outside.py --stories $(STORIES)

clean:
	rm -rf $(VENV) public .communique tests/bench/.eleventy tests/stress/.vnu tests/cli/.server .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist

constraints: $(VENV)/.test $(VENV)/.lint $(VENV)/.bench
	$(VENV)/bin/python -m pip freeze --all --exclude-editable --exclude communique | grep -v '^setuptools=' > constraints.new
	mv constraints.new constraints.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Communiqué needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing; on Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	$(PIP) --upgrade pip

$(VENV)/.communique: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@$(RUN) compileall -q generator/communique || true
	@touch $@

$(VENV)/.test $(VENV)/.lint: $(VENV)/.communique
	$(PIP) --editable '.[import]' --group $(patsubst .%,%,$(notdir $@))
	@touch $@

$(VENV)/.%: $(VENV)/.communique
	$(PIP) --group $*
	@touch $@
