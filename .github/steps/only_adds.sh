#!/bin/sh
# Refuses what git is about to commit of data/archive unless it only adds: no table goes away, and
# one that changes begins with all that it held. The tables of the night itself, which a second run
# of the same night writes anew, bear its date: today's, and before six in the morning yesterday's
# too, for a night that began before midnight.
set -eu
night=$(date -u +%F)
evening=$(date -u -d '6 hours ago' +%F)
refuse() {
  echo "A night only adds, and this one would change $1. Nothing is committed."
  git reset --quiet -- data/archive
  exit 1
}
gone=$(git diff --cached --name-only --no-renames --diff-filter=DT -- data/archive)
[ -z "$gone" ] || refuse "$gone"
git diff --cached --name-only --no-renames --diff-filter=M -- data/archive | while read -r table; do
  case $table in
    */"$night".csv | */"$evening".csv) continue ;;
  esac
  held=$(git cat-file -s "HEAD:$table")
  git cat-file blob ":$table" | head -c "$held" | git hash-object --stdin |
    grep -qx "$(git rev-parse "HEAD:$table")" || refuse "$table"
done
