#!/usr/bin/env bash
# MediaWiki on SQLite: 60 pages in the main namespace beside its own, recent changes, an Atom feed. An answer has
# MEDIAWIKI_RESULT_BYTES at most, 8 MiB unless said, which is the default. Needs Debian's packages mediawiki,
# php-sqlite3 and php-cli, which root can install.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT="/api.php?action=query&format=json"
WIKI=/usr/share/mediawiki

install() {
  packages mediawiki php-sqlite3 php-cli
}

prepare() {
  mkdir "$3/conf"
  php $WIKI/maintenance/install.php --dbtype sqlite --dbpath "$3/db" --dbname wiki --server "http://127.0.0.1:$2" \
    --scriptpath "" --pass adminPass123 --confpath "$3/conf" Mills Admin
  echo "\$wgAPIMaxResultSize = ${MEDIAWIKI_RESULT_BYTES:-8388608};" >>"$3/conf/LocalSettings.php"
  {
    echo '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11">'
    local number
    # The last title first, so that the order of ids is not that of titles.
    for number in $(seq -w 60 -1 1); do
      echo "<page><title>Mill $number</title><ns>0</ns><revision><timestamp>2026-01-01T00:$((10#$number % 60 / 10))$((10#$number % 10)):00Z</timestamp>"
      echo "<contributor><username>Miller</username></contributor><model>wikitext</model><format>text/x-wiki</format>"
      echo "<text>The race of mill $number &amp; its wheel.</text></revision></page>"
    done
    echo '</mediawiki>'
  } >"$3/pages.xml"
  php $WIKI/maintenance/importDump.php --conf "$3/conf/LocalSettings.php" "$3/pages.xml"
  php $WIKI/maintenance/rebuildrecentchanges.php --conf "$3/conf/LocalSettings.php"
}

serve() {
  MW_CONFIG_FILE="$3/conf/LocalSettings.php" exec php -S "127.0.0.1:$2" -t $WIKI
}

main "$@"
