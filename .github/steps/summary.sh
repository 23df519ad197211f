#!/bin/sh
# Puts the summary of the night, found in the folder $1, into the summary of this run. A night that
# ended too early to write one has told why in its log.
set -eu
to="${GITHUB_STEP_SUMMARY:-/dev/stdout}"
if [ -f "$1/summary.md" ]; then cat "$1/summary.md" >> "$to"; else
  echo "This night wrote no summary; its log says why." >> "$to"
fi
