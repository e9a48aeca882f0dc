#!/bin/sh
# Make .venv exactly as a lock file says, and see that the system brings what Python cannot.
#
#   sh requirements/setup.sh run     what the platform needs
#   sh requirements/setup.sh dev     that, and what checks and tests need
#
# It does nothing when there is nothing to do: a stamp in .venv holds the checksum of its lock.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }

stamp_of() { printf '.venv/.%s-%s' "$1" "$(cksum <"requirements/$1.lock" | tr ' ' '-')"; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if has "$candidate" && is_new_enough "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    if [ "$(uname)" = Darwin ]; then
        give_up "Python 3.11 or newer is needed: run brew install python"
    fi
    give_up "Python 3.11 or newer is needed: run sudo apt-get install python3 python3-venv"
}

# Install Debian packages when we may, else say the exact command.
install_packages() {
    if [ "$(uname)" = Darwin ]; then
        give_up "System libraries are missing: run brew install pango poppler, and install Chromium"
    fi
    if is_root && has apt-get; then
        say "Installing $*"
        if apt-get update -qq >/dev/null \
            && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; then
            return
        fi
    fi
    give_up "System packages are missing: run sudo apt-get install --no-install-recommends $*"
}

# Tests walk pages in half the time with a browser that draws no windows. Not every system has it.
install_light_browser() {
    asked=.venv/.asked-for-light-browser
    if [ -e "$asked" ] || has chromium-headless-shell || ! is_root || ! has apt-get; then
        return
    fi
    : >"$asked"
    say "Installing chromium-headless-shell, for quicker tests"
    apt-get update -qq >/dev/null 2>&1 || true
    apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 \
        || say "There is none for this system: tests take Chromium, which is slower"
}

make_venv() {
    found=$(find_python)
    say "Making .venv with $("$found" --version)"
    if "$found" -m venv .venv >/dev/null 2>&1; then
        return
    fi
    rm -rf .venv
    version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    install_packages "python$version-venv"
    "$found" -m venv .venv
}

install_lock() {
    lock=$kind
    # Who has run the tests here keeps their packages when a lock changes.
    for stamp in .venv/.dev-*; do [ ! -e "$stamp" ] || lock=dev; done
    say "Installing what requirements/$lock.lock lists (the first time takes a minute or two)"
    if "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r requirements/uv.lock; then
        .venv/bin/uv pip sync --quiet --python "$python" --compile-bytecode --require-hashes \
            "requirements/$lock.lock"
    else
        say "uv has no build for this machine: installing with pip, which is slower"
        "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
            -r "requirements/$lock.lock"
    fi
    rm -f .venv/.run-* .venv/.dev-*
    : >"$(stamp_of "$lock")"
}

[ -x "$python" ] || make_venv
# What the tests need holds all that the platform needs.
if [ ! -e "$(stamp_of "$kind")" ] && [ ! -e "$(stamp_of dev)" ]; then
    install_lock
fi

testing=
[ "$kind" = run ] || testing=--testing
missing=$("$python" -m web.machine $testing)
# shellcheck disable=SC2086 # one word for each package
[ -z "$missing" ] || install_packages $missing
[ "$kind" = run ] || install_light_browser
