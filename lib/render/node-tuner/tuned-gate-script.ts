/**
 * Third field of an expectation for a key outside of the catalogue. Such an expectation is skipped where the gate cannot read the key,
 * because some keys are readable by root only and the gate runs without privileges.
 */
export const IF_SHOWN = '\tif shown';

/** Part of the program that compares a value on the node with the expected one. */
const COMPARED = `      if ((getline found <path) <= 0) found = "nothing"
      close(path)
      gsub(/[ \\t]+/, " ", found)
      if (found != $2) printf " %s", $1`;

/** The same comparison, which skips keys marked with `IF_SHOWN` where they cannot be read. */
const COMPARED_IF_SHOWN = `      shown = (getline found <path) > 0
      if (!shown) found = "nothing"
      close(path)
      gsub(/[ \\t]+/, " ", found)
      if (found != $2 && (shown || $3 == "")) printf " %s", $1`;

const script = (compared: string): string => `set -u
root=\${KEELSON_PROC_SYS:-/proc/sys}
tab=$(printf '\\t')

# Keys whose value is another than expected. /proc/sys answers whole reads only, so awk reads and not the shell; the kernel
# separates numbers by tabs.
differing() {
  printf '%s' "\${KEELSON_EXPECTED:-}" | awk -F "$tab" -v root="$root/" '
    NF >= 2 {
      found = ""
      path = root $1
${compared}
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
 * The program of a gate, POSIX sh for `sh -c`. The program ends once every expected value is set and, on the host's network, the
 * tuner's marker for this boot and this profile exists.
 *
 * @param expected values for which the gate waits; the comparison that skips unreadable keys is rendered only where one is marked.
 */
export function renderTunedGateScript(expected: string): string {
  return script(expected.includes(IF_SHOWN) ? COMPARED_IF_SHOWN : COMPARED);
}
