#!/bin/sh
# Archives what edits of the catalog have moved since the last night, for the page of changes.
# Before the sources are asked: what differs is then the work of people alone.
set -u
# What a night adds to the ledger, not what a message says: anybody may write a message.
last=$(git log -1 --format=%H -- data/archive/snapshots.csv)
[ -n "$last" ] || { echo "No night yet: nothing was published before."; exit 0; }
git diff --quiet "$last" HEAD -- data/catalog && { echo "No edit since the last night."; exit 0; }
code=0
.venv/bin/tracker diff "$last" --record || code=$?
[ "$code" -le 1 ]
