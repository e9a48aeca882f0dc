#!/bin/sh
# Make .venv-basin exactly as a lock file of this folder says.
#
#   sh basin_service/setup.sh can     only whether this machine can have it
#   sh basin_service/setup.sh run     what the service needs
#   sh basin_service/setup.sh dev     that, and what its checks and tests need
#
# It does nothing when there is nothing to do: a stamp in .venv-basin holds the checksum of its lock.
# It ends with 3 when this machine cannot have it, with one line that says why: pywr, which simulates,
# is built for Linux on x86-64 with glibc 2.34 or newer only, and we compile nothing here.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
venv=.venv-basin
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }
cannot() { say "The basin-model service cannot run here: $*"; exit 3; }
has() { command -v "$1" >/dev/null 2>&1; }
stamp_of() { printf '%s/.%s-%s' "$venv" "$1" "$(cksum <"basin_service/$1.lock" | tr ' ' '-')"; }

is_fit() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} .venv/bin/python python3 python3.13 python3.12 python3.11; do
        if has "$candidate" && is_fit "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    return 1
}

check_machine() {
    [ "$(uname -s) $(uname -m)" = "Linux x86_64" ] \
        || cannot "pywr has no build for $(uname -s) on $(uname -m)."
    libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || echo unknown)
    case $libc in
        "glibc 2.3"[4-9]* | "glibc 2."[4-9][0-9]*) ;;
        *) cannot "pywr needs glibc 2.34 or newer, this is $libc." ;;
    esac
    found=$(find_python) || cannot "it needs Python 3.11 to 3.14."
}

install_lock() {
    lock=$kind
    # Who has run the tests here keeps their packages when a lock changes.
    for stamp in "$venv"/.dev-*; do [ ! -e "$stamp" ] || lock=dev; done
    say "Installing the basin-model service (700 MB, the first time takes a minute or two)"
    if [ -x .venv/bin/uv ]; then
        .venv/bin/uv pip sync --quiet --python "$python" --compile-bytecode --require-hashes \
            --only-binary :all: "basin_service/$lock.lock"
    else
        "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
            --only-binary :all: -r "basin_service/$lock.lock"
    fi
    rm -f "$venv"/.run-* "$venv"/.dev-*
    : >"$(stamp_of "$lock")"
}

is_ready() { [ -x "$python" ] && { [ -e "$(stamp_of "$kind")" ] || [ -e "$(stamp_of dev)" ]; }; }

check_machine
[ "$kind" != can ] || exit 0
! is_ready || exit 0
mkdir -p "$venv"
exec 9>"$venv/.being-made"  # not .lock: that name is taken by uv
! has flock || flock 9  # another one may be at it
! is_ready || exit 0
"$python" -c '' >/dev/null 2>&1 || "$found" -m venv "$venv"
install_lock
