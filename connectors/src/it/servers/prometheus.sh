#!/usr/bin/env bash
# Prometheus: two series with 20,000 values each from the beginning of 2026 on, one each 5 s, which are numbered. A query may load
# PROMETHEUS_SAMPLES samples, 50,000,000 unless said, which is the default. Needs Debian's package prometheus, which root can install.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT=/-/ready

install() {
  packages prometheus
}

prepare() {
  # From 2026-01-01T00:00:00Z on. A block of two hours takes 0.1 s to make, so the values are close to each other.
  awk -v first=1767225600 'BEGIN {
    print "# TYPE mill_level gauge"
    for (number = 0; number < 20000; number++)
      for (mill = 0; mill < 2; mill++)
        printf "mill_level{mill=\"%s\"} %d %d\n", mill ? "low" : "high", number, first + 5 * number
    print "# EOF"
  }' >"$3/levels.txt"
  promtool tsdb create-blocks-from openmetrics "$3/levels.txt" "$3/blocks"
  echo 'scrape_configs: []' >"$3/prometheus.yml"
}

serve() {
  exec prometheus --config.file="$3/prometheus.yml" --storage.tsdb.path="$3/blocks" --storage.tsdb.retention.time=100y \
    --query.max-samples="${PROMETHEUS_SAMPLES:-50000000}" --web.listen-address="127.0.0.1:$2"
}

main "$@"
