#!/bin/sh
# without-keyring.sh COMMAND...: runs it on a virtual display, where no keyring can be found.
exec node "$(dirname "$0")/with-session.mjs" --keyring=none -- "$@"
