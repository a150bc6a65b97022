#!/usr/bin/env bash
# Runs the whole suite without a screen. ANTQ_JOBS sets the processes; arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
installer/system.sh verifiers
export QT_QPA_PLATFORM=offscreen
exec .venv/bin/python -m pytest -n "${ANTQ_JOBS:-2}" --dist worksteal "$@"
