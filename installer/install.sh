#!/usr/bin/env bash
# Makes .venv with the exact versions of the lock files and the program itself, editable.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or later is needed; this is $("$python" --version). Set PYTHON to another one." >&2
  exit 1
}
installer/system.sh qt
[ -x .venv/bin/python ] || "$python" -m venv .venv
pip=(.venv/bin/python -m pip --disable-pip-version-check)
"${pip[@]}" install -qq --requirement installer/requirements.lock --requirement installer/requirements-test.lock
"${pip[@]}" install -qq --no-deps --no-build-isolation --editable .
touch .venv/.installed
