#!/bin/sh
# Says how late a scheduled run began: $1 is the schedule, "17 3 * * *". GitHub begins late when it
# is busy, and sometimes drops a run; whoever reads the site in the morning should know.
set -eu
[ "${GITHUB_EVENT_NAME:-schedule}" = schedule ] || { echo "Begun by hand."; exit 0; }
set -f # the stars of a schedule are no files
set -- $1
due=$(( ($2 * 60 + $1) % 1440 ))
now=$(( $(date -u +%-H) * 60 + $(date -u +%-M) ))
late=$(( (now - due + 1440) % 1440 ))
said="Begun $late minutes after it was due."
echo "$said" | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
[ "$late" -lt 240 ] || echo "::warning title=The schedule is late::$said"
