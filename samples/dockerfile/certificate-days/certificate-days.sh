#!/bin/sh
# Usage: certificate-days HOST[:PORT]...
# Prints a line a host: its name, and the days until its certificate ends. Fails if a host has none.
set -eu

days() {
  case "$1" in *:*) address=$1 ;; *) address=$1:443 ;; esac
  certificate=$(openssl s_client -connect "$address" -servername "${1%%:*}" </dev/null 2>/dev/null) || return 1
  end=$(printf '%s\n' "$certificate" | openssl x509 -noout -enddate) || return 1
  echo $((($(date -d "${end#notAfter=}" +%s) - $(date +%s)) / 86400))
}

status=0
for host in "$@"; do
  if left=$(days "$host"); then
    echo "$host $left"
  else
    echo "$host: no certificate" >&2
    status=1
  fi
done
exit "$status"
