#!/usr/bin/env bash
# Pictures of every screen in a real X window under a window manager, at 100, 125 and 150 %.
# Needs: xvfb openbox (or matchbox-window-manager) imagemagick and what installer/system.sh window installs.
# Usage: tests/xvfb_pictures.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-build/screens-x}
python=${PYTHON:-.venv/bin/python}
manager=$(command -v openbox || command -v matchbox-window-manager) || { echo "needs openbox or matchbox" >&2; exit 1; }
for factor in 1 1.25 1.5; do
    # One screen for each factor: Qt reads the factor when it starts.
    QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR=$factor PYTHON=$python \
        xvfb-run -a -s "-screen 0 1366x768x24 -nolisten tcp" bash -c '
            "$1" & manager=$!
            sleep 1
            "$PYTHON" -m tests.screens --window "$2"
            kill "$manager"
        ' _ "$manager" "$folder/$factor"
done
