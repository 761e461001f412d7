# What the scripts of this directory share; each sets the functions install, serve and seed, and ends with: main "$@"
#
#   SCRIPT install DIR      makes the server ready in DIR; fails, saying why, where its packages cannot be had
#   SCRIPT start DIR PORT   starts it on 127.0.0.1:PORT with data of its own, seeds it, prints READY, and serves until it is killed
#
# A start takes two minutes at most. Data is below DIR and begins empty each time, so that each start gives the same answers.

# Prints where the server's data is to be; empty.
fresh() {
  rm -rf "$1/data-$2"
  mkdir -p "$1/data-$2"
  echo "$1/data-$2"
}

# Makes Debian packages ready that may be there already; without them, and without the right to install them, says so.
packages() {
  if dpkg --status "$@" >/dev/null 2>&1; then return 0; fi
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "not installed, and only root on Debian can: $*" >&2
    return 1
  fi
  DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install --yes --quiet --no-install-recommends "$@"
}

# Waits until an address answers with a status below 500, as long as the process lives.
await() {
  local address=$1 process=$2 status
  for _ in $(seq 240); do
    status=$(curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' "$address" || true)
    if [[ $status != 000 && $status -lt 500 ]]; then return 0; fi
    if ! kill -0 "$process" 2>/dev/null; then echo "the server ended before it answered" >&2; return 1; fi
    sleep 0.5
  done
  echo "the server did not answer at $address within two minutes" >&2
  return 1
}

# Ends a process and those that it started: some servers' workers outlive them.
end() {
  local child
  for child in $(pgrep -P "$1" || true); do end "$child"; done
  kill "$1" 2>/dev/null || true
}

main() {
  case ${1:-} in
    install)
      mkdir -p "$2"
      [[ -e $2/installed ]] || install "$2"
      touch "$2/installed"
      ;;
    start)
      local data log="$2/log-$3"
      data=$(fresh "$2" "$3")
      prepare "$2" "$3" "$data" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
      serve "$2" "$3" "$data" >>"$log" 2>&1 &
      server=$!
      trap 'end $server; rm -rf "$data"' EXIT
      trap 'exit 0' TERM INT
      await "http://127.0.0.1:$3$READY_AT" "$server" || { cat "$log" >&2; exit 1; }
      # In a shell of its own, since -e does not hold on the left of ||.
      (set -e; seed "$2" "$3" "$data") >>"$log" 2>&1 &
      wait $! || { cat "$log" >&2; exit 1; }
      echo READY
      wait "$server"
      ;;
    *)
      echo "usage: $0 install DIR | start DIR PORT" >&2
      exit 2
      ;;
  esac
}

READY_AT=/
prepare() { :; }
seed() { :; }
