#!/usr/bin/env bash
# Reads the letters in samples/ into build/demo-archive and shows records, a search and the conflicting dates.
set -euo pipefail
cd "$(dirname "$0")/.."
congvan=.venv/bin/congvan
archive=build/demo-archive
mkdir -p build

say() { printf '\n\033[1m$ congvan %s\033[0m\n' "$*"; "$congvan" "$@"; }

say ingest samples/letters --archive "$archive"
say letters --archive "$archive"
say read "$(ls samples/letters/* | head -n 1)"
say search "quy trinh gon truoc thang 6" --archive "$archive"
say conflicts --archive "$archive"
