#!/usr/bin/env bash
# Starts the program on the sample commune: a window where there is a screen, otherwise the same job without one.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-build/demo}
mkdir -p "$folder"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  installer/system.sh window
  exec .venv/bin/python -m antq_desktop.app --demo "$folder"
fi
export QT_QPA_PLATFORM=offscreen
exec .venv/bin/python -m antq_desktop.app --demo "$folder" --headless
