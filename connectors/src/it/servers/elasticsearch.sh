#!/usr/bin/env bash
# Elasticsearch 7.10.2, the last under the Apache licence: an index of 11,000 documents, more than one search may page
# through, and one of three documents of which the last has no date. Needs
# Maven, and a user other than root to run as, which it makes if it is root.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT="/_cluster/health?wait_for_status=yellow&timeout=1s"
NAME=elasticsearch-7.10.2
ACCOUNT=headrace-search

install() {
  mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:copy -DoutputDirectory="$1" \
    -Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:7.10.2:zip
  (cd "$1" && unzip -q -o elasticsearch-7.10.2.zip)
}

prepare() {
  cp -r "$1/$NAME" "$3/home"
  cat >>"$3/home/config/elasticsearch.yml" <<CONFIG
http.host: 127.0.0.1
http.port: $2
transport.host: 127.0.0.1
transport.port: $(($2 < 65000 ? $2 + 500 : $2 - 500))
discovery.type: single-node
CONFIG
  if [[ $(id -u) -eq 0 ]]; then
    id "$ACCOUNT" >/dev/null 2>&1 || useradd --system --no-create-home "$ACCOUNT"
    chown -R "$ACCOUNT" "$3"
    chmod a+x "$1" "$3"
  fi
}

# It knows no JDK after 17, whichever one runs the tests.
jdk17() {
  local java
  for java in /usr/lib/jvm/*17*/bin/java "$(readlink -f "$(command -v java)")"; do
    if [[ -x $java ]]; then dirname "$(dirname "$java")"; return; fi
  done
}

serve() {
  export ES_JAVA_OPTS="-Xms512m -Xmx512m" JAVA_HOME
  JAVA_HOME=$(jdk17)
  if [[ $(id -u) -eq 0 ]]; then
    exec setpriv --reuid "$ACCOUNT" --clear-groups "$3/home/bin/elasticsearch"
  fi
  exec "$3/home/bin/elasticsearch"
}

seed() {
  awk 'BEGIN { for (n = 1; n <= 11000; n++) printf "{\"index\":{\"_id\":\"%d\"}}\n{\"at\":%d,\"mill\":\"%d\"}\n", n, n, n % 7 }' |
    curl --silent --show-error --fail --output /dev/null --request POST "http://127.0.0.1:$2/mills/_bulk?refresh=true" \
      --header 'Content-Type: application/x-ndjson' --data-binary @-
  printf '%s\n' '{"index":{"_id":"a"}}' '{"when":"2026-01-01T00:00:00Z"}' '{"index":{"_id":"b"}}' '{"when":"2026-01-02T00:00:00Z"}' \
    '{"index":{"_id":"c"}}' '{"mill":"3"}' |
    curl --silent --show-error --fail --output /dev/null --request POST "http://127.0.0.1:$2/events/_bulk?refresh=true" \
      --header 'Content-Type: application/x-ndjson' --data-binary @-
}

main "$@"
