#!/bin/sh
# Ties one server to the process that asked for it.
#
#   supervise.sh OWNER_PID STOP_SIGNAL COMMAND [ARGUMENT...]
#
# SIGTERM, SIGINT or SIGHUP to this script, and the death of the owner, all reach the server as STOP_SIGNAL: Postgres ends
# at once on INT but waits for its clients on TERM, and a server must not outlive the application that it belongs to.
# The exit code is the server's own.
owner=$1
signal=$2
shift 2

# Before the server is there: a request to end may come at any moment, and must not be lost on the way to it.
server=
ended=
trap 'ended=yes; [ -z "$server" ] || kill -s "$signal" "$server" 2>/dev/null' TERM INT HUP

"$@" &
server=$!
[ -z "$ended" ] || kill -s "$signal" "$server" 2>/dev/null

(
  trap 'kill "$nap" 2>/dev/null; exit 0' TERM
  trap '' INT HUP
  while kill -0 "$owner" && kill -0 $$ && kill -0 "$server"; do
    # Each look starts a process, in each of a dozen servers' watches.
    sleep 5 &
    nap=$!
    wait "$nap"
  done
  kill -s "$signal" "$server"
) >/dev/null 2>&1 &
watch=$!

status=0
while :; do
  wait "$server"
  status=$?
  kill -0 "$server" 2>/dev/null || break
done

# A watch that the signal came too early for sees the same five seconds later.
kill "$watch" 2>/dev/null
wait "$watch" 2>/dev/null
exit "$status"
