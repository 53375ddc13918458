import type { CloudConfig } from '../cloud-config';

const SCRIPT_PATH = '/usr/local/libexec/keelson/own-machine-id';

/**
 * Gives a node its own machine id where its image was made from a running node, because two nodes with one id would share
 * journals, leases and everything derived from the id. On a fresh image nothing changes.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/machine-id.html
 */
export const machineIdentity: CloudConfig = {
  files: [
    {
      path: SCRIPT_PATH,
      executable: true,
      content: `#!/bin/sh
# The instance whose machine id the disk holds is written beside it; another one there means that the image was baked.
set -eu

instance=$(cat /var/lib/cloud/data/instance-id)
owner=/etc/keelson/machine-id-owner
if [ -e "$owner" ] && [ "$(cat "$owner")" != "$instance" ]; then
  rm -f /etc/machine-id /var/lib/dbus/machine-id
  systemd-machine-id-setup
fi
mkdir -p /etc/keelson
printf '%s\\n' "$instance" >"$owner"
`,
    },
  ],
  commands: [[SCRIPT_PATH]],
};
