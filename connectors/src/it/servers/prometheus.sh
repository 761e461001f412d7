#!/usr/bin/env bash
# Prometheus 2: two series with a sample each 15 s over three days of January 2026. Needs Debian's package prometheus, which root can
# install.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT=/-/ready

install() {
  packages prometheus
}

prepare() {
  # 2026-01-01T00:00:00Z and the three days after it.
  awk 'BEGIN {
    print "# TYPE mill_turns gauge"
    for (mill = 1; mill <= 2; mill++)
      for (second = 1767225600; second < 1767225600 + 259200; second += 15)
        printf "mill_turns{mill=\"%s\"} %d %d\n", mill == 1 ? "north" : "south", (second / 15) % 40, second
    print "# EOF"
  }' >"$3/samples.txt"
  promtool tsdb create-blocks-from openmetrics "$3/samples.txt" "$3/tsdb"
  echo 'global: { scrape_interval: 1m }' >"$3/prometheus.yml"
}

serve() {
  exec prometheus --config.file="$3/prometheus.yml" --storage.tsdb.path="$3/tsdb" --storage.tsdb.retention.time=100y \
    --web.listen-address="127.0.0.1:$2"
}

main "$@"
