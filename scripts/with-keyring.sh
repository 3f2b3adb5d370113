#!/bin/sh
# with-keyring.sh COMMAND...: runs it on a virtual display, with a fresh and unlocked GNOME keyring of its own.
exec node "$(dirname "$0")/with-session.mjs" --keyring=unlocked -- "$@"
