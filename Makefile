# Every command builds what it needs: the environment in .venv/ comes from the pinned locks.
PYTHON ?= python3
BIN := .venv/bin
ROUNDS ?= 500
FIRST ?= 0
QUIET := QT_QPA_PLATFORM=offscreen
.DEFAULT_GOAL := help

.PHONY: help app tour test faults check bench conformance package clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

app: ## open the window (without a screen: the tour)
	@sh packaging/setup.sh run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(BIN)/python -m avv_desktop app; \
	else \
		echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): running the tour instead."; \
		exec $(MAKE) --no-print-directory tour; \
	fi

tour: ## drive the real window without a screen; pictures and a signed PDF go to out/tour/
	@sh packaging/setup.sh run
	$(QUIET) $(BIN)/python -m avv_desktop tour

test: ## all tests but those that need Java
	@sh packaging/setup.sh develop
	$(QUIET) $(BIN)/python -m pytest -n 2 --dist loadfile --max-worker-restart 0 -m "not conformance"

faults: ## rounds (ROUNDS=500 FIRST=0) in which the real process is killed, out of disk, locked out; counts losses
	@sh packaging/setup.sh develop
	$(QUIET) $(BIN)/python -m tests.faults $(ROUNDS) $(FIRST)

check: ## format, lint, types, import contracts
	@sh packaging/setup.sh develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: ## medians and p95, beside the peers that are installed; also to out/bench.json
	@sh packaging/setup.sh develop
	$(QUIET) $(BIN)/python -m tests.bench

conformance: ## veraPDF, EU DSS and pdfsig judge our files (needs Java and Maven)
	@sh packaging/setup.sh develop
	$(QUIET) $(BIN)/python -m pytest -m conformance tests/conformance

package: ## one folder that runs without Python, in dist/
	@sh packaging/setup.sh develop
	$(BIN)/python packaging/build.py

clean: ## remove the environment and everything that was built
	rm -rf .venv build dist out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
