#!/usr/bin/env bash
# The quick checks of the house: style, layout, types, walls between the rooms, lengths and words.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
step() {
  echo "== $*"
  "$@" || failed=1
}
step .venv/bin/ruff check --quiet .
step .venv/bin/ruff format --check --quiet .
step .venv/bin/mypy --no-error-summary
step .venv/bin/lint-imports
step .venv/bin/python -m pytest --quiet tests/test_house.py
exit $failed
