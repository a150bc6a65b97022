# Every command of the project in one place; what they do is in installer/.
.DEFAULT_GOAL := help
.PHONY: help run install test check bench screens golden soak halfhour lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.installed ## start the program on the sample commune (without a screen: do its main job under build/demo)
	@installer/run.sh build/demo

install: .venv/.installed ## make .venv with the locked versions and what Qt needs
	@echo "Ready: .venv/bin/antq, .venv/bin/antq-desktop"

test: .venv/.installed ## run the whole suite without a screen
	@installer/test.sh

check: .venv/.installed ## style, types, rooms: seconds
	@installer/check.sh

bench: .venv/.installed ## measure speed and size against their bars
	@.venv/bin/python -m tests.bench

screens: .venv/.installed ## take a picture of every screen into build/screens
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.screens build/screens

golden: .venv/.installed ## draw the pictures anew that the suite compares the main pages with
	@.venv/bin/python -m tests.golden

soak: .venv/.installed ## the hazards at full strength
	@.venv/bin/python -m tests.soak --rounds 100

halfhour: .venv/.installed ## a long session in the window: memory, longest stretch, warnings
	@.venv/bin/python -m tests.half_hour --rounds 150

lock: .venv/.installed ## write the lock files anew from pyproject.toml
	@.venv/bin/python installer/lock.py

clean: ## remove what the commands above made, the sample commune too
	@rm -rf build .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.installed: pyproject.toml installer/install.sh installer/requirements.lock installer/requirements-test.lock
	@installer/install.sh
