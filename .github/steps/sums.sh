#!/bin/sh
# Writes $1/SHA256SUMS: the hash of every file of the site below $1, for whoever checks that what
# is published is what this repository made.
set -eu
cd "$1"
export LC_ALL=C # one order on every machine
# shellcheck disable=SC2094  # the list leaves itself out
find . -type f ! -path ./SHA256SUMS -print0 | sort -z | xargs -0 sha256sum -- > SHA256SUMS
echo "$(wc -l < SHA256SUMS) files in SHA256SUMS."
