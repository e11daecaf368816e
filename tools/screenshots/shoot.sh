#!/bin/sh
# Pictures of an HTML report as people see it: on a wide screen, on a phone, in the dark, on paper.
# usage: shoot.sh REPORT.html FOLDER [HEIGHT]
# Needs Debian's `chromium` and `poppler-utils`.
set -eu
page=$(realpath "$1") folder=$2 height=${3:-9000}
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p "$folder"

browse() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" "$@" 2>/dev/null
}

# A window of the browser is at least 500 pixels wide; a frame may be as narrow as a phone.
printf '<style>body{margin:0}</style><iframe src="file://%s" width="400" height="%s" style="border:0"></iframe>' \
    "$page" "$((height * 2))" > "$profile/phone.html"

browse --window-size=1280,"$height" --screenshot="$folder/wide.png" "file://$page"
browse --window-size=1280,"$height" --blink-settings=preferredColorScheme=0 --screenshot="$folder/dark.png" "file://$page"
browse --window-size=500,"$((height * 2))" --screenshot="$folder/phone.png" "file://$profile/phone.html"
browse --no-pdf-header-footer --print-to-pdf="$folder/paper.pdf" "file://$page"
pdftoppm -r 70 -png "$folder/paper.pdf" "$folder/paper"
ls "$folder"
