/** The part of the tuner's program that looks at its node and takes the startup taint off. */
export const API_PART = `# --- API server: one child at a time, which tells what it found by files

put() {
  printf '%s\\n' "$2" >"$work/.$1" && mv -f "$work/.$1" "$work/$1"
}

get() {
  got=
  { read -r got <"$work/$1"; } 2>/dev/null || :
}

# The token is read anew each time, since it is rotated, and passed on standard input, since command lines are public.
request() {
  printf 'Authorization: Bearer %s\\n' "$(cat "$credentials/token" 2>/dev/null)" |
    curl --silent --connect-timeout 3 --max-time 8 --cacert "$credentials/ca.crt" --user-agent keelson-node-tuner \\
      --header @- --header 'Accept: application/json' --dump-header "$work/head" --output "$work/answer" \\
      --write-out '%{http_code}' "$@" "$api/api/v1/nodes/$node" 2>/dev/null
}

# Place of the taint in spec.taints, nothing where it is not there. Escaped quotes stand inside of strings only, so what
# is left of the quotes splits the text into strings and what stands between them.
find_taint() {
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
          } else if (depth == 4 && within && name[4] == "key" && part[i] == wanted) {
            print place
            exit
          }
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

failed() {
  get errors
  put errors $((\${got:-0} + 1))
  get failures
  failures=$((\${got:-0} + 1))
  put failures "$failures"
  [ "$failures" -le 4 ] || failures=4
  wait_for=$((1 << failures))
  case $2 in
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
  [ "$got" = "$1 $2" ] || say "$1 answered $2, again in $wait_for s and more"
  put complaint "$1 $2"
}

succeeded() {
  put failures 0
  put complaint ''
}

look() {
  status=$(request)
  [ "$status" = 200 ] || {
    failed 'reading the node' "$status"
    return
  }
  place=$(find_taint)
  if [ -z "$place" ]; then
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
  patch="[{\\"op\\":\\"test\\",\\"path\\":\\"/spec/taints/$place/key\\",\\"value\\":\\"$taint\\"},{\\"op\\":\\"remove\\",\\"path\\":\\"/spec/taints/$place\\"}]"
  status=$(request --request PATCH --header 'Content-Type: application/json-patch+json' --data "$patch")
  [ "$status" = 200 ] || { failed 'removing the taint' "$status"; return; }
  succeeded
  put taint absent
  put pause "$check"
  say "opened: $taint removed"
}

ask_kube_proxy() {
  status=$(curl --silent --connect-timeout 1 --max-time 2 --output "$work/answer" --write-out '%{http_code}' "$healthz" 2>/dev/null)
  put pause 1
  [ "$status" = 200 ] && put proxied yes
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
