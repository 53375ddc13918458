const SCRIPT = `set -u
root=\${KEELSON_PROC_SYS:-/proc/sys}
tab=$(printf '\\t')

# The kernel separates the numbers of a list by tabs.
holds() {
  line=
  { read -r line <"$root/$1"; } 2>/dev/null || [ -n "$line" ] || return 1
  set -f
  # shellcheck disable=SC2086 # split on purpose, to join by single spaces
  set -- "$2" $line
  set +f
  wanted=$1
  shift
  [ "$*" = "$wanted" ]
}

look() {
  missing=
  while IFS=$tab read -r key wanted; do
    [ -z "$key" ] || holds "$key" "$wanted" || missing="$missing $key"
  done <<EXPECTED
\${KEELSON_EXPECTED:-}
EXPECTED
  [ -n "\${KEELSON_MARKER:-}" ] || return 0
  marker=
  boot=
  { read -r marker <"$KEELSON_MARKER"; } 2>/dev/null || :
  { read -r boot <"$root/kernel/random/boot_id"; } 2>/dev/null || :
  [ -n "$boot" ] && [ "$marker" = "$boot \${KEELSON_PROFILE:-}" ] || missing="$missing node-tuner"
}

trap 'exit 143' TERM
said=
while look && [ -n "$missing" ]; do
  [ "$missing" = "$said" ] || printf 'waiting for%s\\n' "$missing"
  said=$missing
  sleep 1 &
  wait "$!"
done
printf 'the node is tuned\\n'
`;

/**
 * The program of a gate, POSIX sh for `sh -c`: it ends once every expected value is there, and on the host's network the
 * marker of the tuner for this boot and this profile too.
 */
export function renderTunedGateScript(): string {
  return SCRIPT;
}
