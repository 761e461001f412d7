#!/usr/bin/env bash
# PostGraphile 4 over a PostgreSQL of its own: Relay connections over 250 mills. Needs Node.js, npm, and PostgreSQL 12 or newer from
# Debian's package, which root can install.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT="/graphql?query=%7B__typename%7D"

# The newest version's programs; Debian keeps them out of the path.
programs() { ls -d /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1; }

install() {
  packages postgresql
  timeout 240 npm install --silent --no-audit --no-fund --no-package-lock --prefix "$1" postgraphile@4
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [[ $(id -u) -eq 0 ]]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi
}

prepare() {
  mkdir "$3/db"
  if [[ $(id -u) -eq 0 ]]; then
    chown postgres:postgres "$3/db"
    chmod a+x "$1" "$3"
  fi
  as_owner "$(programs)/initdb" --pgdata="$3/db" --username=miller --auth=trust --no-sync
}

# On a socket only; the port is a part of its name.
database() {
  as_owner "$(programs)/postgres" -D "$2/db" -k "$2/db" -p "$1" -c listen_addresses= -c fsync=off &
  for _ in $(seq 120); do
    if as_owner "$(programs)/pg_isready" --quiet --host="$2/db" --port="$1"; then return 0; fi
    sleep 0.5
  done
  echo "the database did not answer within a minute" >&2
  return 1
}

serve() {
  database "$2" "$3"
  psql --quiet --host="$3/db" --port="$2" --username=miller postgres <<'SQL'
CREATE SCHEMA app;
CREATE TABLE app.mill (id integer PRIMARY KEY, name text NOT NULL, turns numeric NOT NULL);
INSERT INTO app.mill SELECT n, 'Mill ' || n, n * 1.5 FROM generate_series(1, 250) n;
SQL
  cd "$1"
  node node_modules/.bin/postgraphile --schema app --host 127.0.0.1 --port "$2" \
    --connection "postgres://miller@localhost:$2/postgres?host=$(printf %s "$3/db" | sed 's,/,%2F,g')"
}

main "$@"
