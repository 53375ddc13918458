import { PROGRAM_FOLDER, ROUTES_FOLDER, RUN_FOLDER } from './proxy-program';

/** What the supervisor has to know about a proxy. */
export interface SupervisedProxy {
  /** Body of a function of sh that writes what the proxy needs at its start; it may be a comment alone. */
  readonly prepare: string;
  /** Command that ends with 0 where the proxy would take the routes in the folder `$1`. */
  readonly check: string;
  /** Command of the proxy in the foreground with the routes in the folder `$1`. */
  readonly launch: string;
  /** Signal by which the proxy reads its routes anew without losing a connection. */
  readonly reload: string;
  /** Signal by which the proxy ends its connections and leaves. */
  readonly stop: string;
  /** Seconds for which the proxy may take to leave. */
  readonly drainSeconds: number;
}

/** Seconds between two looks at the routes. */
const LOOK_SECONDS = 5;

/** Most seconds for which a proxy waits before it takes changed routes, so that not all proxies of a cluster reload at one moment. */
const SPREAD_SECONDS = 20;

/** Seconds after which refused routes are tried once more. */
const RETRY_SECONDS = 60;

/** Old processes that may live beside the newest one while reloads follow each other; each keeps its connections and its memory. */
const OLD_PROCESSES = 4;

/**
 * The program of a proxy's container, in POSIX sh: it starts the proxy with routes that the proxy has checked, reloads it when others come that
 * pass too, and hands on the signals to stop. A proxy that ends by itself ends the container, which the kubelet starts again.
 */
export function renderSupervisor(proxy: SupervisedProxy): string {
  const rest = Math.max(LOOK_SECONDS, Math.ceil(proxy.drainSeconds / OLD_PROCESSES));
  return `#!/bin/sh
# Rendered by keelson.
set -u

routes=${ROUTES_FOLDER}
program=${PROGRAM_FOLDER}
run=${RUN_FOLDER}

say() {
  printf 'keelson: %s\\n' "$*"
}

prepare() {
${indent(proxy.prepare)}
}

check() {
  ${proxy.check}
}

launch() {
  exec ${proxy.launch}
}

# The kubelet replaces the folder behind ..data as a whole, so that a look through the link twice could see two versions.
find_source() {
  source=$(CDPATH='' cd -P -- "$routes/..data" 2>/dev/null && pwd) || source=$routes
  seen=$(cat "$source"/* 2>/dev/null | cksum)
}

# Routes that the proxy refuses are kept out. The accepted ones are copied, so that a restart finds them.
adopt() {
  tried=$seen
  rm -rf "$run/candidate"
  mkdir "$run/candidate" && cp "$source"/* "$run/candidate/" || return 1
  if ! check "$run/candidate" >"$run/check.log" 2>&1; then
    say 'the routes are refused and kept out:'
    cat "$run/check.log"
    return 1
  fi
  rm -rf "$run/former"
  [ ! -d "$run/current" ] || mv "$run/current" "$run/former"
  mv "$run/candidate" "$run/current"
}

watch_routes() {
  delay=$(($(cksum </proc/sys/kernel/hostname | cut -d ' ' -f 1) % ${SPREAD_SECONDS + 1}))
  # The look ends with the program itself, also where that was killed.
  while sleep ${LOOK_SECONDS} && kill -0 "$$" 2>/dev/null; do
    find_source
    [ "$seen" != "$tried" ] || continue
    sleep "$delay"
    find_source
    # A refusal may have a passing cause, such as a full memory, so that it is asked for again.
    adopt || { sleep ${RETRY_SECONDS} && tried= && continue; }
    say 'the routes have changed'
    kill -s ${proxy.reload} "$proxy"
    # Each reload leaves an old process behind until its connections have ended.
    sleep ${rest}
  done
}

proxy=
watcher=
trap '[ -z "$watcher" ] || kill "$watcher" 2>/dev/null
  [ -n "$proxy" ] || exit 0
  say "the proxy is told to stop"
  kill -s ${proxy.stop} "$proxy"' TERM INT QUIT USR1

# The kubelet gives the sign also before it starts a proxy anew that is no longer alive, and the new one does not leave.
rm -f "$run/leaving"
prepare
find_source
until adopt || [ -d "$run/current" ]; do
  sleep ${LOOK_SECONDS} &
  wait "$!"
  find_source
done

launch "$run/current" &
proxy=$!
watch_routes &
watcher=$!

# A signal interrupts the wait; the proxy lives on until its connections have ended.
code=0
while
  wait "$proxy"
  code=$?
  kill -0 "$proxy" 2>/dev/null
do :; done
# A signal may have ended the last wait at the moment at which the proxy ended: its own code is still to be had.
if [ "$code" -gt 128 ]; then
  wait "$proxy"
  own=$?
  [ "$own" -eq 127 ] || code=$own
fi
kill "$watcher" 2>/dev/null
say "the proxy has ended with $code"
exit "$code"
`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}
