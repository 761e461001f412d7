#!/usr/bin/env bash
# Verdaccio 6, a registry that speaks npm's protocol: 25 packages, one of them scoped, connections that are closed after a
# second without a request, and a limit of VERDACCIO_REQUESTS requests in two seconds, 1,000 unless said. Needs Node.js and npm.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT=/-/ping

install() {
  # Without the override a dependency asks for a version that was never published.
  echo '{"private": true, "overrides": {"node-fetch": "2.7.0"}}' >"$1/package.json"
  (cd "$1" && timeout 240 npm install --silent --no-audit --no-fund --no-package-lock verdaccio@6)
}

prepare() {
  cat >"$3/config.yaml" <<CONFIG
storage: $3/storage
# No uplinks: nothing that is asked for leaves this machine.
packages:
  '@*/*': { access: \$all, publish: \$all }
  '**': { access: \$all, publish: \$all }
userRateLimit: { windowMs: 2000, max: ${VERDACCIO_REQUESTS:-1000} }
web: { rateLimit: { windowMs: 2000, max: ${VERDACCIO_REQUESTS:-1000} } }
server: { keepAliveTimeout: 1 }
log: { type: stdout, format: pretty, level: warn }
CONFIG
}

serve() {
  exec node "$1/node_modules/verdaccio/bin/verdaccio" --config "$3/config.yaml" --listen "127.0.0.1:$2"
}

package() {
  local address=$1 name=$2 path=${2/\//%2F} file=${2##*/}
  # Seeding counts under the limit, too.
  curl --retry 9 --silent --show-error --fail --output /dev/null --request PUT "$address/$path" --header 'Content-Type: application/json' --data @- <<JSON
{"_id": "$name", "name": "$name", "dist-tags": {"latest": "1.0.0"},
 "versions": {"1.0.0": {"name": "$name", "version": "1.0.0", "description": "A mill race", "keywords": ["water"],
   "dist": {"tarball": "$address/$name/-/$file-1.0.0.tgz", "shasum": "29e2dcfbb16f63bb0254df7585a15bb6fb5e927d"}}},
 "_attachments": {"$file-1.0.0.tgz": {"content_type": "application/octet-stream", "data": "AAAA", "length": 3}}}
JSON
}

seed() {
  local number
  for number in $(seq -w 24); do package "http://127.0.0.1:$2" "mill-race-$number"; done
  package "http://127.0.0.1:$2" "@mill/race"
}

main "$@"
