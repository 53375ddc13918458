import { API_PART } from './tuner-script-api';

/** The part of the program with its settings, the marker, and the passes over the keys. */
const KEYS_PART = `#!/bin/sh
# Sets this node's kernel parameters, keeps them, and opens the node to other pods once all of them hold.
# Only sh, awk and curl. Nothing that the API server answers, or does not, ends or delays the passes over the keys.
set -u
umask 022

sysctls=\${KEELSON_SYSCTLS:-/etc/keelson/sysctls}
root=\${KEELSON_PROC_SYS:-/proc/sys}
state=\${KEELSON_STATE:-/run/keelson}
profile=\${KEELSON_PROFILE:?}
tab=$(printf '\\t')

# /proc/sys answers whole reads only: the shell's own read asks byte by byte and would get the first digit.
read_boot() {
  boot=$(cat "$root/kernel/random/boot_id" 2>/dev/null)
}

# The marker outlives a reboot where its folder does, so it counts for one boot and one profile.
is_tuned() {
  marker=
  { read -r marker <"$state/tuned"; } 2>/dev/null || :
  read_boot
  [ -n "$boot" ] && [ "$marker" = "$boot $profile" ]
}

# What this says stands in the events of the pod.
if [ "\${1:-}" = ready ]; then
  is_tuned && exit
  cat "$state/awaits" 2>/dev/null
  exit 1
fi

node=\${KEELSON_NODE:?}
taint=\${KEELSON_TAINT_KEY:-}
assert=\${KEELSON_ASSERT_SECONDS:-1}
check=\${KEELSON_TAINT_CHECK_SECONDS:-15}
healthz=\${KEELSON_KUBE_PROXY_HEALTHZ:-}
metrics=\${KEELSON_METRICS:-}
credentials=\${KEELSON_CREDENTIALS:-/var/run/secrets/kubernetes.io/serviceaccount}
api=\${KEELSON_API:-https://\${KUBERNETES_SERVICE_HOST:-}:\${KUBERNETES_SERVICE_PORT:-}}
work=\${TMPDIR:-/tmp}/node-tuner.$$
mkdir -p "$work" || exit 1

say() {
  printf '%s\\n' "$*"
}

# --- keys

# Keys whose value is another than wanted, with both; one process for all keys. The kernel separates numbers by tabs.
differing() {
  awk -F "$tab" -v root="$root/" '
    NF >= 2 {
      found = "nothing"
      path = root $1
      if ((getline found <path) > 0) gsub(/[ \\t]+/, " ", found)
      close(path)
      if (found != $2) print $1 FS $2 FS found
    }' "$sysctls" 2>/dev/null
}

# The same, key by key: one that cannot be read at all ends awk, and must not keep the others from being set.
differing_slowly() {
  while IFS=$tab read -r key wanted; do
    found=$(value_of "$key")
    [ "$found" = "$wanted " ] || printf '%s\\t%s\\t%s\\n' "$key" "$wanted" "\${found:-nothing}"
  done <"$sysctls"
}

# Its numbers, each followed by a space.
value_of() {
  # shellcheck disable=SC2046 # split on purpose
  (set -f && printf '%s ' $(cat "$root/$1" 2>/dev/null))
}

repair() {
  { printf '%s\\n' "$2" >"$root/$1"; } 2>/dev/null || return 1
  [ "$(value_of "$1")" = "$2 " ] || return 1
  say "set $1 to $2, found $3"
  [ "$passed" = 0 ] || drift=$((drift + 1))
}

pass() {
  open_keys=
  not_held=0
  differing >"$work/differing" || differing_slowly >"$work/differing"
  while IFS=$tab read -r key wanted found; do
    repair "$key" "$wanted" "$found" && continue
    not_held=$((not_held + 1))
    open_keys="$open_keys $key"
  done <"$work/differing"
  [ "$open_keys" = "$last_open_keys" ] || [ -z "$open_keys" ] || say "cannot hold:$open_keys"
  last_open_keys=$open_keys
  [ "$not_held" = 0 ]
}

# What keeps the node closed, for the readiness probe, which is another process.
note() {
  [ "$1" != "$awaits" ] || return 0
  awaits=$1
  mkdir -p "$state" && printf '%s\\n' "$1" >"$state/.awaits.$$" && chmod 0644 "$state/.awaits.$$" &&
    mv -f "$state/.awaits.$$" "$state/awaits"
}

mark() {
  note ''
  is_tuned && return
  mkdir -p "$state" && printf '%s %s\\n' "$boot" "$profile" >"$state/.tuned.$$" &&
    chmod 0644 "$state/.tuned.$$" && mv -f "$state/.tuned.$$" "$state/tuned" && say "all keys hold: $profile"
}

`;

/** The part of the program that writes metrics for node_exporter, and the main loop. */
const LOOP_PART = `# --- metrics

sample() {
  printf '# HELP keelson_node_tuner_%s %s\\n# TYPE keelson_node_tuner_%s %s\\nkeelson_node_tuner_%s %s\\n' "$1" "$3" "$1" "$2" "$1" "$4"
}

write_metrics() {
  [ -n "$metrics" ] || return 0
  get errors
  errors=\${got:-0}
  get taint
  here=$got
  facts="$tuned $drift $not_held $errors $here $waits"
  quiet=$((quiet + 1))
  # Once a taint stands, its age has to grow in what is read.
  [ "$facts" != "$last_facts" ] || [ "$quiet" -ge 15 ] || return 0
  last_facts=$facts
  quiet=0
  now=$(date +%s)
  [ "$here" = present ] || since=
  [ "$here" != present ] || since=\${since:-$now}
  {
    sample ready gauge '1 when every kernel parameter holds.' "$tuned"
    sample drift_total counter 'Values that something else wrote over and that were put right.' "$drift"
    sample keys_not_held gauge 'Kernel parameters that cannot be set.' "$not_held"
    sample waits_for_kube_proxy gauge '1 while every kernel parameter holds and kube-proxy is not healthy.' "$waits"
    sample taint_age_seconds gauge 'Seconds since the startup taint was first seen, 0 without it.' $((now - \${since:-$now}))
    sample last_pass_timestamp_seconds gauge 'Time of a recent pass over all parameters.' "$now"
    sample api_errors_total counter 'Requests to the API server that failed.' "$errors"
  } >"$metrics/.keelson_node_tuner.$$" 2>/dev/null && chmod 0644 "$metrics/.keelson_node_tuner.$$" &&
    mv -f "$metrics/.keelson_node_tuner.$$" "$metrics/keelson_node_tuner.prom"
}

# --- the loop

wait_for_kube_proxy() {
  get proxy
  [ -n "$got" ] || return 0
  note "waiting for kube-proxy at $healthz: $got"
  [ "$awaits" = "$last_said" ] || say "$awaits"
  last_said=$awaits
}

stop() {
  trap - TERM INT
  # shellcheck disable=SC2086 # either may be empty
  kill $child $sleeper 2>/dev/null
  rm -rf "$work"
  # Numbers that nobody keeps up would be read as those of a tuner that stands still.
  [ -z "$metrics" ] || rm -f "$metrics/keelson_node_tuner.prom"
  exit 0
}

passed=0
drift=0
tuned=0
quiet=15
idle=0
since=
sleeper=
last_facts=
last_open_keys=
awaits=unknown
last_said=
waits=0
[ -n "$healthz" ] || put proxied yes
trap stop TERM INT
say "keeping $(wc -l <"$sysctls") kernel parameters of $node, profile $profile"

while :; do
  # Asked before the pass: what kube-proxy wrote until it was healthy is repaired by a whole pass after that.
  get proxied
  proxied=$got
  if pass; then
    passed=1
    waits=0
    if [ "$proxied" = yes ]; then
      tuned=1
      mark
    else
      waits=1
      wait_for_kube_proxy
    fi
  else
    tuned=0
    waits=0
    rm -f "$state/tuned"
    note "kernel parameters that do not hold:$open_keys"
  fi
  if child_ended && [ "$idle" -le 0 ]; then
    if [ "$passed" = 1 ] && [ "$proxied" != yes ]; then
      start_child ask_kube_proxy
    elif [ -n "$taint" ]; then
      if [ "$tuned" = 1 ]; then start_child look remove; else start_child look only; fi
    fi
  fi
  write_metrics
  sleep "$assert" &
  sleeper=$!
  wait "$sleeper"
  sleeper=
  idle=$((idle - assert))
done
`;

/**
 * The program of the NodeTuner's container, POSIX sh. It is the same for every pool; environment variables hold the settings of a pool.
 *
 * Every pass compares and sets all keys. Requests to the API server and to kube-proxy run in a child process, one at a time and with a
 * timeout, so that a slow or missing answer never delays a pass.
 */
export function renderTunerScript(): string {
  return `${KEYS_PART}${API_PART}${LOOP_PART}`;
}
