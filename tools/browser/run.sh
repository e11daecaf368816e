#!/bin/sh
# Drives the real program in Debian's Chromium: the example read, reviewed by keyboard, corrected, searched and exported, and
# every page checked for accessibility (axe, WCAG 2 A and AA) in light and dark and on a phone.
# usage: run.sh [FOLDER FOR PICTURES]
# Needs `chromium`, `node` and `npm`. STANDPOINT_PROGRAM names the program; without it, it is built.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$here"
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
cd "$root"
program=${STANDPOINT_PROGRAM:-}
if [ -z "$program" ]; then
  cargo build --locked -p standpoint
  program=${CARGO_TARGET_DIR:-target}/debug/standpoint
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r examples/statements "$work/statements"
"$program" add "$work/harbour.standpoint" "$work/statements" --quiet
"$program" propose "$work/harbour.standpoint" examples/harbour.toml --quiet --by ann
node "$here/drive.mjs" "$program" "$work" "$@"
