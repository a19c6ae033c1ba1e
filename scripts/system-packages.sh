#!/usr/bin/env bash
# Installs the system packages that congvan needs, or names exactly those that are missing.
# usage: system-packages.sh [run|test]   (test: also what only the tests need)
set -euo pipefail

packages=(tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet poppler-utils)
if [ "${1:-run}" = test ]; then
  packages+=(fonts-liberation2 fonts-freefont-ttf postgresql chromium libatomic1)
fi
if ! "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null; then packages+=(python3-venv); fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
  run=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  run=(sudo -n)
else
  echo "congvan needs these system packages, and this user may not install them:" >&2
  echo "  sudo apt-get install ${missing[*]}" >&2
  echo "Run that command once, then make again." >&2
  exit 4
fi
echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
