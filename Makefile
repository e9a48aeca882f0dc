# Rimanakuy. Every target can be the first one on a fresh machine with make and Python 3.11.

BIN := .venv/bin
BASIN_BIN := .venv-basin/bin
PO := $(wildcard translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)

WORKERS ?= 2

# Some machines forbid Python to keep what it compiled: each of the hundred processes that a test
# run starts would then compile the whole house again. The empty word allows it.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: basin basin-check bench check demo help messages migrate run setup setup-dev test test-full words

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## start the platform with its demo (PORT, HOST, DATA_DIR, DATABASE_URL, BASIN)
	@$(BIN)/python -m web.supervisor

# Where pywr has no build, setup.sh says so and ends with 3: that is no failure of ours.
basin: ## start the basin-model service alone (BASIN_PORT, BASIN_HOST, BASIN_TOKEN, BASIN_DIR)
	@if sh basin_service/setup.sh run; then exec $(BASIN_BIN)/python -m basin_service.serve; \
	else [ $$? -eq 3 ]; fi

basin-check:
	@if sh basin_service/setup.sh dev; then \
		$(BIN)/mypy --config-file basin_service/pyproject.toml \
			--python-executable $(BASIN_BIN)/python basin_service \
		&& $(BASIN_BIN)/python -m pytest -q -c basin_service/pyproject.toml basin_service/tests; \
	else [ $$? -eq 3 ]; fi

setup: ## make .venv and see that the system has what is needed
	@sh requirements/setup.sh run
	@$(MAKE) --no-print-directory words

setup-dev:
	@sh requirements/setup.sh dev
	@$(MAKE) --no-print-directory words

words: $(MO)
	@:

%.mo: %.po
	@$(BIN)/python -m web.catalogues compile
	@touch $@

migrate: setup ## bring the database, with the tables of durable work, to this version
	@$(BIN)/flask migrate

demo: setup ## fill an empty database with fictional offices, people and cases
	@RIMANAKUY_DEMO=yes $(BIN)/flask migrate
	@RIMANAKUY_DEMO=yes $(BIN)/flask demo

check: setup-dev ## everything that can be checked without running the platform
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m web.catalogues check
	$(BIN)/python -m web.assets --check
	$(BIN)/python -m web.settings --check

test: check basin-check ## check, then the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not full"

test-full: check basin-check ## check, then every test, also the exhaustive ones
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

bench: setup-dev ## measure, each figure beside its floor
	$(BIN)/python -m bench

messages: setup-dev ## bring the catalogues in step with the sources
	$(BIN)/python -m web.catalogues update
