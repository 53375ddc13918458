const SCRIPT = `set -u
root=\${KEELSON_PROC_SYS:-/proc/sys}
tab=$(printf '\\t')

# Keys whose value is another than expected. /proc/sys answers whole reads only, so awk reads and not the shell; the kernel
# separates numbers by tabs.
differing() {
  printf '%s' "\${KEELSON_EXPECTED:-}" | awk -F "$tab" -v root="$root/" '
    NF >= 2 {
      found = ""
      path = root $1
      if ((getline found <path) <= 0) found = "nothing"
      close(path)
      gsub(/[ \\t]+/, " ", found)
      if (found != $2) printf " %s", $1
    }' 2>/dev/null
}

look() {
  missing=$(differing) || missing=' everything'
  [ -n "\${KEELSON_MARKER:-}" ] || return 0
  marker=
  { read -r marker <"$KEELSON_MARKER"; } 2>/dev/null || :
  boot=$(cat "$root/kernel/random/boot_id" 2>/dev/null)
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
