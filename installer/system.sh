#!/usr/bin/env bash
# Installs what Debian must provide, where it may; otherwise prints the exact line.
# usage: system.sh qt | window | verifiers
#   qt         libraries without which Qt cannot be imported           missing: exit 1
#   window     those, and what a real window needs                     missing: exit 1
#   verifiers  what tests use besides: outside programs, a screen      missing: a word, and their tests skip
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

# "what to look for:the package that brings it"; what looks like a library is looked up in the loader's cache
qt=(libGL.so.1:libgl1 libEGL.so.1:libegl1 libglib-2.0.so.0:libglib2.0-0 libdbus-1.so.3:libdbus-1-3
  libxkbcommon.so.0:libxkbcommon0 libfontconfig.so.1:libfontconfig1)
window=(libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
  libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-shape.so.0:libxcb-shape0)
verifiers=("${window[@]}" Xvfb:xvfb xauth:xauth openssl:openssl age:age pdftotext:poppler-utils certtool:gnutls-bin
  matchbox-window-manager:matchbox-window-manager import:imagemagick xdotool:xdotool qpdf:qpdf file:file)

case ${1:-} in
  qt) wanted=("${qt[@]}") ;;
  window) wanted=("${qt[@]}" "${window[@]}") ;;
  verifiers) wanted=("${verifiers[@]}") ;;
  *) echo "usage: $0 qt | window | verifiers" >&2; exit 2 ;;
esac

loadable=$(ldconfig -p 2>/dev/null || true)
missing() {
  local entry
  for entry in "${wanted[@]}"; do
    case ${entry%%:*} in
      *.so.*) [[ $loadable == *"${entry%%:*} "* ]] || echo "${entry#*:}" ;;
      *) command -v "${entry%%:*}" >/dev/null || echo "${entry#*:}" ;;
    esac
  done
}

mapfile -t packages < <(missing)
[ ${#packages[@]} -gt 0 ] || exit 0
line="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"

give_up() {
  echo "Thiếu thư viện hoặc công cụ hệ thống. / System packages are missing. As root run:" >&2
  echo "    $line" >&2
  [ "$1" != verifiers ] || { echo "    (tests that need them are skipped)" >&2; exit 0; }
  exit 1
}

command -v apt-get >/dev/null || give_up "$1"
if [ "$(id -u)" = 0 ]; then
  as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n env)
else
  give_up "$1"
fi
echo "Installing: ${packages[*]}"
apt=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq -o DPkg::Lock::Timeout=300)
{ "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${packages[@]}" >/dev/null; } || give_up "$1"
