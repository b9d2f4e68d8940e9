# Two commands do all the set-up: `make demo` and `make test`. Both are safe to run again.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
SAMPLE := eval/corpora/hanbit/documents
export UV_LINK_MODE := copy

.PHONY: setup demo test lint types format lock clean

setup: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	@echo "==> Setting up .venv (about 1.8 GB; a minute or two the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { echo "Python's venv module is missing: install it (Debian: apt-get install python3-venv) and run make again." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@
	@echo "==> Set up; the command is $(BIN)/jangin"

# MODEL=none leaves out the starter model, SERVE=no ends before the chat page.
demo: setup
ifneq ($(MODEL),none)
	@echo "==> Getting the starter model (1.1 GB, once; skip it with MODEL=none)"
	@$(BIN)/jangin model get || echo "==> No starter model: answers will be the sources' own words."
endif
	@echo "==> Taking in the sample factory ($(SAMPLE))"
	@$(BIN)/jangin ingest $(SAMPLE)
	@echo "==> Four questions"
	@MODEL=$(MODEL) $(BIN)/python -m eval.demo
ifneq ($(SERVE),no)
	@echo "==> The chat page; Ctrl-C ends it"
	@$(BIN)/jangin chat
endif

test: setup lint types
	@$(BIN)/pytest

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

format: setup
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Hashes and no addresses, for Python 3.11 to 3.13 on every platform.
lock:
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	  --group dev pyproject.toml -o requirements.lock

clean:
	@rm -rf .venv .jangin build *.egg-info .pytest_cache .mypy_cache .ruff_cache
