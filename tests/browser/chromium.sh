#!/bin/sh
# Make sure that there is a Chromium for the browser tests, where the system's package manager can bring one.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null && sudo="sudo -n" || {
    echo "No Chromium, and no right to install it: the browser tests will be skipped." >&2
    exit 0
  }
fi
if command -v apt-get >/dev/null 2>&1; then
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium >/dev/null
elif command -v dnf >/dev/null 2>&1; then
  $sudo dnf install -y -q chromium
elif command -v apk >/dev/null 2>&1; then
  $sudo apk add -q chromium
else
  echo "No Chromium, and no package manager that could bring it: the browser tests will be skipped." >&2
fi || echo "Chromium could not be installed: the browser tests will be skipped." >&2
exit 0
