#!/bin/sh
# Tells what a proposal moves against the commit $1: as the job's summary, and in effect.md.
# Findings have a job of their own; only a failure of the comparison itself fails this one.
set -u
code=0
.venv/bin/tracker diff "$1" --format markdown > effect.md || code=$?
cat effect.md >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
[ "$code" -le 1 ]
