# Everything a newcomer needs: `make extract` and `make test`. Both make the virtual environment first.
PYTHON ?= python3
VENV   ?= .venv
SRC    ?= seeds
OUT    ?= outputs
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

# One BLAS thread a process: the matrices are small and threads only wait for each other.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: extract test lint accept lock train bench clean help

help:            ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "derek needs Python 3.11 or newer; say which: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-binary docopt -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

extract: $(STAMP)  ## read SRC (seeds/), write tables into OUT (outputs/), print a summary
	@$(BIN)/derek extract $(SRC) --out $(OUT)

test: $(STAMP) lint  ## lint, types, import contracts, all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: $(STAMP)  ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

accept: $(STAMP)  ## after reading `make test`'s diff: make today's facts of seeds/ the golden ones
	$(BIN)/python -m tests.golden accept

lock: $(STAMP)  ## pin every dependency with its hashes
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-package derek --quiet -o requirements.lock

DATA   ?= ../shared/data
WORK   ?= .train

train:           ## make the name model again from DATA, in its own environment (hours on one core)
	$(PYTHON) -m venv $(WORK)/venv
	$(WORK)/venv/bin/python -m pip install --quiet --editable '.[train]'
	$(WORK)/venv/bin/python -m pipeline.train --data $(DATA) --work $(WORK) --out pipeline/models/ner

bench: $(STAMP)  ## documents a second and memory beside natasha, on DATA
	@$(BIN)/derek evaluate speed $(DATA)/factrueval_dev/devset

clean:           ## remove the environment and the tables
	rm -rf $(VENV) $(OUT)/*.parquet $(OUT)/*.csv $(OUT)/manifest.json
