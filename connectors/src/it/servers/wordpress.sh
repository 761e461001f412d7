#!/usr/bin/env bash
# WordPress with a MariaDB of its own: 117 posts, 12 comments, two pages, and an application password in the file 'password' of its
# data. Needs Debian's packages wordpress, mariadb-server, php-cli and php-mysql, which root can install.
set -euo pipefail
source "$(dirname "$0")/server.sh"

READY_AT="/wp-json/"

install() {
  packages wordpress mariadb-server php-cli php-mysql
}

# The database has to be there before anything else is, so it is made, filled and kept here.
prepare() {
  cp -rL /usr/share/wordpress "$3/site"
  mkdir "$3/db"
  local as=()
  if [[ $(id -u) -eq 0 ]]; then
    as=(--user=mysql)
    chown mysql "$3/db"
    chmod a+x "$1" "$3"
  fi
  mariadb-install-db --no-defaults "${as[@]}" --datadir="$3/db" --auth-root-authentication-method=normal
  cat >"$3/site/wp-config.php" <<CONFIG
<?php
define('DB_NAME', 'mills'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:$3/db/sock');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('WP_HOME', 'http://127.0.0.1:$2'); define('WP_SITEURL', 'http://127.0.0.1:$2');
\$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
CONFIG
  cat >"$3/router.php" <<'ROUTER'
<?php
$path = $_SERVER['DOCUMENT_ROOT'] . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path)) { return false; }
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
ROUTER
  cat >"$3/setup.php" <<SETUP
<?php
define('WP_INSTALLING', true);
require '$3/site/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Mills', 'miller', 'miller@mill.example', true, '', 'not-the-application-password');
update_option('permalink_structure', '/%postname%/');
for (\$number = 1; \$number <= 117; \$number++) {
    \$time = sprintf('2026-01-01 %02d:%02d:00', intdiv(\$number, 60), \$number % 60);
    \$id = wp_insert_post(['post_title' => "Mill \$number", 'post_content' => 'A race & its wheel.', 'post_status' => 'publish',
        'post_author' => 1, 'post_date' => \$time]);
    if (\$number % 10 == 0) { wp_insert_comment(['comment_post_ID' => \$id, 'comment_content' => 'It turns.', 'comment_date' => \$time]); }
}
[\$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'headrace']);
file_put_contents('$3/password', \$password);
SETUP
  database "$3" "${as[@]}"
  mariadb --no-defaults --user=root --socket="$3/db/sock" --execute 'CREATE DATABASE mills CHARACTER SET utf8mb4'
  php "$3/setup.php"
  end "$(cat "$3/db/pid")"
  while [[ -e $3/db/pid ]]; do sleep 0.2; done
}

# Starts the database in the background and waits until it answers.
database() {
  local data=$1
  shift
  mariadbd --no-defaults "$@" --datadir="$data/db" --socket="$data/db/sock" --pid-file="$data/db/pid" --skip-networking &
  for _ in $(seq 120); do
    if mariadb-admin --no-defaults --user=root --socket="$data/db/sock" ping >/dev/null 2>&1; then return 0; fi
    sleep 0.5
  done
  echo "the database did not answer within a minute" >&2
  return 1
}

serve() {
  local as=()
  [[ $(id -u) -ne 0 ]] || as=(--user=mysql)
  database "$3" "${as[@]}"
  php -S "127.0.0.1:$2" -t "$3/site" "$3/router.php"
}

main "$@"
