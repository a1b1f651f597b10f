# Everything runs in .venv; only Python 3.11+ and make are needed beforehand.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EXAMPLE := examples/epicept-2008-q2.txt

.PHONY: demo test check format wheel clean

demo: $(STAMP)  ## generate and validate the example report
	@$(BIN)/xbrlgen generate $(EXAMPLE) --out output

test: $(STAMP)  ## run the tests
	@$(BIN)/pytest -n auto

check: $(STAMP)  ## lint, formatting, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMP)
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

wheel: $(STAMP)  ## build the wheel into dist/
	@$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis output/*

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("xbrlgen needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Creating $(VENV) and installing xbrlgen (once; takes a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
