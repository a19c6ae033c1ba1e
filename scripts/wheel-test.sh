#!/usr/bin/env bash
# Builds the wheel, installs it into an empty environment elsewhere and reads a sample there.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/.venv/bin/python" -m build --wheel --outdir "$work/dist" "$root" >/dev/null
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "$work"/dist/*.whl
sample="$root/samples/letters/02-phuong-hoa-lu.pdf"
cd "$work"
"$work/venv/bin/congvan" doctor
"$work/venv/bin/congvan" read "$sample" --json | "$work/venv/bin/python" -c '
import json, sys
letter = json.load(sys.stdin)
assert letter["schema"] == "congvan.letter/1", letter["schema"]
assert letter["issuer"]["value"], "no issuer read"
print("the installed wheel read", letter["source"]["name"], "from", letter["issuer"]["value"])'
