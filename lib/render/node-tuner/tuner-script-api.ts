/** The part of the tuner's program that reads its Node object and removes the startup taint. */
export const API_PART = `# --- API server: one child at a time, which tells what it found by files

put() {
  printf '%s\\n' "$2" >"$work/.$1" && mv -f "$work/.$1" "$work/$1"
}

get() {
  got=
  { read -r got <"$work/$1"; } 2>/dev/null || :
}

# What curl's exit code says: where there was no whole answer, the code of HTTP says nothing.
fault() {
  case $1 in
    0) ;;
    6) printf 'no address for its name (DNS)' ;;
    7) printf 'connection refused, or no route' ;;
    28) printf 'no answer in time' ;;
    35 | 51 | 53 | 54 | 58 | 59 | 60 | 64 | 66 | 77 | 80 | 82 | 83 | 90 | 91) printf 'TLS failed (curl %s)' "$1" ;;
    *) printf 'curl failed (%s)' "$1" ;;
  esac
}

# The token is read anew each time, since it is rotated, and passed on standard input, since command lines are public. Never
# through a proxy: what is asked is the cluster's own API server, and a proxy of the environment knows no way to it.
request() {
  printf 'Authorization: Bearer %s\\n' "$(cat "$credentials/token" 2>/dev/null)" |
    curl --silent --noproxy '*' --connect-timeout 3 --max-time 8 --cacert "$credentials/ca.crt" \\
      --user-agent keelson-node-tuner --header @- --header 'Accept: application/json' --dump-header "$work/head" \\
      --output "$work/answer" --write-out '%{http_code}' "$@" "$api/api/v1/nodes/$node" 2>/dev/null
  put exit "$?"
}

ask() {
  status=$(request "$@")
  get exit
  wrong=$(fault "$got")
  [ -z "$wrong" ] || status=0
}

# Places of the taint in spec.taints, which may hold its key once for each effect; nothing where it is not there. Escaped quotes
# stand inside of strings only, so what is left of the quotes splits the text into strings and what stands between them.
find_taints() {
  awk -v wanted="$taint" '
    { text = text $0 }
    END {
      gsub(/\\\\\\\\/, "", text)
      gsub(/\\\\"/, "", text)
      count = split(text, part, "\\"")
      place = -1
      for (i = 1; i <= count; i++) {
        if (i % 2 == 0) {
          if (part[i + 1] ~ /^[ \\t]*:/) {
            name[depth] = part[i]
            if (depth == 1 && part[i] == "status") exit
          } else if (depth == 4 && within && name[4] == "key" && part[i] == wanted) print place
          continue
        }
        for (j = 1; j <= length(part[i]); j++) {
          c = substr(part[i], j, 1)
          if (c == "{" || c == "[") {
            depth++
            within = name[1] == "spec" && name[2] == "taints" && depth >= 3
            if (within && depth == 4) place++
          } else if (c == "}" || c == "]") depth--
        }
      }
    }' "$work/answer"
}

# What was tried, what came of it, and the code of HTTP where there is one.
failed() {
  get errors
  put errors $((\${got:-0} + 1))
  get failures
  failures=$((\${got:-0} + 1))
  put failures "$failures"
  [ "$failures" -le 4 ] || failures=4
  wait_for=$((1 << failures))
  case $3 in
    429)
      after=$(awk 'tolower($1) == "retry-after:" { print int($2); exit }' "$work/head" 2>/dev/null)
      [ "\${after:-0}" -le 60 ] || after=60
      [ "\${after:-0}" -le "$wait_for" ] || wait_for=$after
      ;;
    # A failed test or a refusal by policy: the node is another than it was a moment ago, look again.
    409 | 422) wait_for=1 ;;
  esac
  put pause "$wait_for"
  get complaint
  [ "$got" = "$1: $2" ] || say "$1: $2, again in $wait_for s and more"
  put complaint "$1: $2"
}

succeeded() {
  put failures 0
  put complaint ''
}

look() {
  ask
  [ "$status" = 200 ] || {
    failed 'reading the node' "\${wrong:-answered $status}" "$status"
    return
  }
  places=$(find_taints)
  if [ -z "$places" ]; then
    succeeded
    put taint absent
    put pause "$check"
    return
  fi
  put taint present
  put pause 1
  [ "$1" = remove ] || { succeeded; return; }
  # A request may have taken long; the marker goes as soon as a key does not hold.
  is_tuned || { succeeded; return; }
  # From the last to the first: what is taken off moves those behind it.
  patch=
  for place in $places; do
    path=/spec/taints/$place
    patch="{\\"op\\":\\"test\\",\\"path\\":\\"$path/key\\",\\"value\\":\\"$taint\\"},{\\"op\\":\\"remove\\",\\"path\\":\\"$path\\"}\${patch:+,$patch}"
  done
  ask --request PATCH --header 'Content-Type: application/json-patch+json' --data "[$patch]"
  [ "$status" = 200 ] || { failed 'removing the taint' "\${wrong:-answered $status}" "$status"; return; }
  succeeded
  put taint absent
  put pause "$check"
  say "opened: $taint removed"
}

ask_kube_proxy() {
  status=$(curl --silent --noproxy '*' --connect-timeout 1 --max-time 2 --output "$work/answer" --write-out '%{http_code}' "$healthz" 2>/dev/null)
  wrong=$(fault "$?")
  put pause 1
  [ "\${wrong:-$status}" = 200 ] && put proxied yes
  put proxy "\${wrong:-answered $status}"
}

child=
start_child() {
  "$@" &
  child=$!
}

child_ended() {
  [ -n "$child" ] || return 0
  kill -0 "$child" 2>/dev/null && return 1
  wait "$child" 2>/dev/null
  child=
  get pause
  idle=\${got:-1}
}

`;
