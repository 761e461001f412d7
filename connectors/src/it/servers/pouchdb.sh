#!/usr/bin/env bash
# pouchdb-server 4, which speaks CouchDB's protocol: a database with 230 documents, of which one was changed and one deleted. Needs
# Node.js and npm.
set -euo pipefail
source "$(dirname "$0")/server.sh"

install() {
  timeout 240 npm install --silent --no-audit --no-fund --no-package-lock --prefix "$1" pouchdb-server@4
}

serve() {
  cd "$3"
  exec node "$1/node_modules/.bin/pouchdb-server" --port "$2" --dir "$3" --host 127.0.0.1 --no-stdout-logs --in-memory
}

send() {
  curl --silent --show-error --fail --request "$1" "$2" --header 'Content-Type: application/json' --data "$3"
}

seed() {
  local address=http://127.0.0.1:$2 documents revision
  documents=$(for number in $(seq -w 230); do echo "{\"_id\":\"mill-$number\",\"race\":\"$number\"}"; done | paste -sd ,)
  send PUT "$address/mills" ''
  send POST "$address/mills/_bulk_docs" "{\"docs\":[$documents]}" >/dev/null
  revision=$(curl --silent --fail "$address/mills/mill-007" | sed 's/.*"_rev":"\([^"]*\)".*/\1/')
  send PUT "$address/mills/mill-007" "{\"_rev\":\"$revision\",\"race\":\"007\",\"wheel\":\"new\"}"
  revision=$(curl --silent --fail "$address/mills/mill-008" | sed 's/.*"_rev":"\([^"]*\)".*/\1/')
  send DELETE "$address/mills/mill-008?rev=$revision" ''
}

main "$@"
