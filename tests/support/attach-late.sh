#!/bin/bash
# Becomes the program ATTACH_LATE_TO, whose error output goes by way of attach-late.ts.
program=$ATTACH_LATE_TO
node=$ATTACH_LATE_NODE
unset ATTACH_LATE_TO ATTACH_LATE_NODE
exec "$program" "$@" 2> >(exec "$node" "${0%.sh}.ts" >&2)
