#!/bin/sh
# Puts the effect that the run $1 told of the commit $2 under its proposal, once: a later run
# renews the comment. The text comes from a job that ran the proposal's own code, so nothing of
# it is run here: it is cut to size and posted as it is.
set -eu
mark='<!-- effect -->'
gh run download "$1" --name effect --dir effect || { echo "The run told no effect."; exit 0; }
number=$(gh api "repos/$GH_REPO/commits/$2/pulls" \
  --jq '[.[] | select(.state == "open")][0].number // empty')
[ -n "$number" ] || { echo "No open proposal has this commit."; exit 0; }
said="*Written by the proposed files themselves; nobody has looked at it yet.*"
{ printf '%s\n%s\n\n' "$mark" "$said"; head -c 60000 effect/effect.md; } > comment.md
own=$(gh api "repos/$GH_REPO/issues/$number/comments" --paginate --jq ".[]
  | select(.user.login == \"github-actions[bot]\")
  | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
if [ -n "$own" ]; then
  gh api --silent --method PATCH "repos/$GH_REPO/issues/comments/$own" --field body=@comment.md
else
  gh pr comment "$number" --body-file comment.md
fi
