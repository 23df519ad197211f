#!/bin/sh
# Makes sure that the browser tests have a Chromium, and letters for Chinese to draw with.
# On Debian as root it installs them; elsewhere it says the one command to run.
set -eu

if [ -n "${CHROMIUM:-}" ]; then exit 0; fi
for browser in chromium google-chrome; do
    if command -v "$browser" >/dev/null; then exit 0; fi
done
# Where Playwright keeps the browsers that it installed itself, on Linux and on a Mac.
for folder in "$HOME/.cache/ms-playwright" "$HOME/Library/Caches/ms-playwright"; do
    if ls -d "$folder"/chromium* >/dev/null 2>&1; then exit 0; fi
done

if ! grep -qs '^ID=debian' /etc/os-release; then
    echo "The tests need Chromium. Run: .venv/bin/playwright install --with-deps chromium" >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "The tests need Chromium. Run: sudo tests/browser/install.sh" >&2
    exit 1
fi

echo "Installing Chromium for the browser tests; this happens once."
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
apt-get install --quiet=2 --yes --no-install-recommends chromium fonts-noto-cjk
