import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { CloudConfig } from './cloud-config';
import { type LaunchHook, scalingGroupName } from './launch-hook';
import { shellQuote } from './shell-quote';

const SCRIPT_PATH = '/usr/local/libexec/keelson/complete-launch';
const UNIT_NAME = 'keelson-complete-launch.service';

/**
 * The unit that completes a pool's launch hook once the API server reports this node Ready: its kubelet has joined and its
 * network works. With a broken image nothing completes the hook, and the group abandons the instance.
 *
 * User data starts the unit but does not wait for it, because nodeadm starts the kubelet only after cloud-init has ended. The
 * unit is not enabled for later boots, which have no hook to complete.
 */
export function launchCompletion(pool: AwsNodePoolSpec, clusterName: string, hook: LaunchHook): CloudConfig {
  return {
    files: [
      { path: SCRIPT_PATH, executable: true, content: renderScript(pool, clusterName, hook) },
      { path: `/etc/systemd/system/${UNIT_NAME}`, content: renderUnit() },
    ],
    commands: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'start', '--no-block', UNIT_NAME],
    ],
  };
}

// `After` lists the units of all image families; systemd ignores those that an image lacks.
function renderUnit(): string {
  return `[Unit]
Description=Complete the launch hook of the Auto Scaling group when this node is Ready
After=network-online.target nodeadm-run.service kubelet.service snap.kubelet-eks.daemon.service

[Service]
Type=exec
Environment=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin
ExecStart=${SCRIPT_PATH}
Restart=on-abnormal
`;
}

/** Limits each call of the AWS CLI, because the script checks the hook's deadline only between calls. */
const CALL_SECONDS = 30;

// The script uses the kubelet's own kubeconfig and credentials, so that it proves what the kubelet can do. Tokens go through
// standard input, because every process of the node can read a command line.
function renderScript(pool: AwsNodePoolSpec, clusterName: string, hook: LaunchHook): string {
  return `#!/bin/bash
# Tells the Auto Scaling group to go on once the API server calls this node Ready. Every step may fail and is tried again.
set -o nounset
set -o pipefail

deadline=$((SECONDS + ${hook.heartbeatSeconds}))
imds=http://169.254.169.254/latest

metadata() {
  local token
  token=$(curl --silent --fail --max-time 5 --request PUT \\
    --header 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$imds/api/token") || return 1
  printf 'X-aws-ec2-metadata-token: %s\\n' "$token" |
    curl --silent --fail --max-time 5 --header @- "$imds/meta-data/$1"
}

identify() {
  instance=$(metadata instance-id) && region=$(metadata placement/region) && zone=$(metadata placement/availability-zone)
}

node_is_ready() {
  local name server token
  name=$(timeout ${CALL_SECONDS} aws ec2 describe-instances --region "$region" --instance-ids "$instance" \\
    --query 'Reservations[0].Instances[0].PrivateDnsName' --output text) || return 1
  server=$(awk '$1 == "server:" { print $2; exit }' /var/lib/kubelet/kubeconfig) || return 1
  token=$(timeout ${CALL_SECONDS} aws eks get-token --region "$region" --cluster-name ${shellQuote(clusterName)} --output json |
    jq --raw-output .status.token) || return 1
  printf 'Authorization: Bearer %s\\n' "$token" |
    curl --silent --fail --max-time 10 --cacert /etc/kubernetes/pki/ca.crt --header @- "$server/api/v1/nodes/$name" |
    jq --exit-status 'any(.status.conditions[]?; .type == "Ready" and .status == "True")' >/dev/null
}

complete() {
  local answer
  if answer=$(timeout ${CALL_SECONDS} aws autoscaling complete-lifecycle-action --region "$region" \\
    --auto-scaling-group-name "${scalingGroupName(pool, '$zone')}" --lifecycle-hook-name ${shellQuote(hook.name)} \\
    --instance-id "$instance" --lifecycle-action-result CONTINUE 2>&1); then
    echo 'node is Ready, launch hook completed'
    return 0
  fi
  case $answer in
    # No hook waits: this instance is older than the hook, or joined it after the deadline.
    *'(ValidationError)'*) echo "node is Ready, no launch hook to complete: $answer" ;;
    *)
      echo "launch hook not completed yet: $answer" >&2
      return 1
      ;;
  esac
}

try() {
  until "$@"; do
    if ((SECONDS >= deadline)); then
      echo "gave up on $1 after ${hook.heartbeatSeconds} seconds" >&2
      exit 1
    fi
    sleep 5
  done
}

try identify
echo "waiting for the node of $instance in $zone to be Ready"
try node_is_ready
try complete
`;
}
