#!/bin/sh
# Opens one issue after three bad nights in a row, and closes it on the first good one.
# $1 is how this night went: "good" or anything else. Only finished runs of the schedule count:
# a run that somebody started by hand is no night.
set -eu
open=$(gh issue list --label night --state open --author "app/github-actions" --limit 1 \
  --json number --jq '.[0].number // empty')
run="$GITHUB_SERVER_URL/$GH_REPO/actions/runs/$GITHUB_RUN_ID"
if [ "$1" = good ]; then
  [ -n "$open" ] || { echo "A good night, and no issue is open."; exit 0; }
  gh issue close "$open" --comment "This night went well: $run"
  exit 0
fi
before=$(gh run list --workflow nightly.yml --event schedule --status completed --limit 2 \
  --json conclusion --jq '[.[] | select(.conclusion != "success")] | length')
if [ -n "$open" ]; then
  gh issue comment "$open" --body "Another bad night: $run"
elif [ "$before" -ge 2 ]; then
  gh issue create --label night --title "The night has gone badly three times in a row" \
    --body "The summary of each run says which source failed and why. The newest is $run. This issue closes itself on the first night that goes well."
else
  echo "A bad night, the first or second in a row."
fi
