#!/bin/sh
# Make .venv/ fit to run (`run`) or to test (`develop`) the program, from the pinned locks; repeat at will.
# What the system lacks is installed with apt-get where that is allowed, and named where it is not.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-run}
case $wanted in
    run) lock=requirements.lock ;;
    develop) lock=requirements-dev.lock ;;
    *) echo "usage: packaging/setup.sh run|develop" >&2; exit 2 ;;
esac
python=${PYTHON:-python3}

install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Please install with your system's package manager: $*" >&2
        return 1
    fi
    if [ "$(id -u)" = 0 ]; then as=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as="sudo -n"
    else
        echo "Some system packages are missing and may not be installed from here. Please run once:" >&2
        echo "    sudo apt-get install $*" >&2
        return 1
    fi
    echo "Installing system packages: $*"
    $as env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

missing_libraries() {
    known=$( (ldconfig -p || /sbin/ldconfig -p) 2>/dev/null || true)
    while read -r library package; do
        case $known in *"$library"*) ;; *) printf '%s ' "$package" ;; esac
    done <<LIST
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libdbus-1.so.3 libdbus-1-3
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
LIST
}

if ! command -v "$python" >/dev/null 2>&1; then install_packages python3; fi
"$python" - <<'CHECK' || { echo "Python 3.11 or newer is needed; this is $("$python" --version)." >&2; exit 1; }
import sys
sys.exit(sys.version_info < (3, 11))
CHECK

if [ "$(uname)" = Linux ]; then
    packages=$(missing_libraries)
    if [ "$wanted" = develop ]; then # strangers that judge our signatures and files in the tests
        command -v pdfsig >/dev/null 2>&1 || packages="$packages poppler-utils"
        command -v openssl >/dev/null 2>&1 || packages="$packages openssl"
        command -v softhsm2-util >/dev/null 2>&1 || packages="$packages softhsm2" # a token without hardware
        command -v gnome-keyring-daemon >/dev/null 2>&1 || packages="$packages gnome-keyring" # a real keychain,
        command -v dbus-run-session >/dev/null 2>&1 || packages="$packages dbus" # on a bus of its own
        ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages="$packages postgresql" # a team's server
        command -v qpdf >/dev/null 2>&1 || packages="$packages qpdf"
        command -v objdump >/dev/null 2>&1 || packages="$packages binutils" # for the bundle, as is Python's library
        library=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))')
        case $library in libpython*.so*)
            "$python" -c "import ctypes; ctypes.CDLL('$library')" 2>/dev/null || packages="$packages ${library%%.so*}" ;;
        esac
    fi
    # shellcheck disable=SC2086
    if [ -n "$packages" ]; then install_packages $packages || [ "$wanted" = run ] || exit 1; fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then install_packages python3-venv; fi
fi

stamp=.venv/lock.sha256
checksum() { (sha256sum "$1" || shasum -a 256 "$1") 2>/dev/null | cut -d' ' -f1; }
sum=$(checksum "$lock")
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
fi
if ! grep -qs "^$lock $sum\$" "$stamp"; then
    echo "Building the environment in .venv/ from $lock (once)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    printf '%s %s\n' "$lock" "$sum" >>"$stamp"
    if [ "$wanted" = develop ]; then # holds all that `run` asks for
        printf '%s %s\n' requirements.lock "$(checksum requirements.lock)" >>"$stamp"
    fi
fi

# The checkout itself, and the command `avv`, whatever folder it is called from.
pwd >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/avv_desktop.pth"
cat >.venv/bin/avv <<'AVV'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m avv_desktop "$@"
AVV
chmod +x .venv/bin/avv
