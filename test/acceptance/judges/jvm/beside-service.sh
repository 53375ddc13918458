# $0: a command that runs beside the service, as a probe would; $1: the file of the service's mark; the rest is the service's command.
mark=$1
shift
"$@" &
service=$!
until [ -e "$mark" ]; do
  kill -0 "$service" 2>/dev/null || break
  sleep 0.1
done
SERVICE=$service sh -c "$0" >/dev/null 2>&1
rm -f "$mark"
wait "$service"
echo "service ended with $?"
