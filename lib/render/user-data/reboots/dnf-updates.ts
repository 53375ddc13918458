import type { AmazonLinuxUpdatesInput } from '../../../specs/reboots/reboot-input';
import type { InPlaceRebootSchedule } from '../../../specs/reboots/reboot-schedule';
import type { CloudConfig } from '../cloud-config';
import { shellQuote } from '../shell-quote';

const SCRIPT_PATH = '/usr/local/libexec/keelson/update-packages';
const UNIT = '/etc/systemd/system/keelson-update-packages';

/**
 * Daily updates of Amazon Linux to a stated release, past the locks of the image. Nothing of the system says that a reboot is
 * due, so the script does, in the file that Ubuntu has.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
 */
export function dnfUpdates({ updates }: InPlaceRebootSchedule, amazonLinux: AmazonLinuxUpdatesInput): CloudConfig {
  return {
    files: [
      { path: SCRIPT_PATH, executable: true, content: renderScript(updates, amazonLinux.releasever) },
      { path: `${UNIT}.service`, content: SERVICE },
      { path: `${UNIT}.timer`, content: TIMER },
    ],
    commands: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', 'keelson-update-packages.timer'],
    ],
  };
}

function renderScript(updates: InPlaceRebootSchedule['updates'], releasever: string): string {
  const which = updates === 'security' ? ' --security' : '';
  return `#!/bin/sh
# Updates packages to the stated release, kernel and containerd included, and says whether a reboot is due.
set -eu
dnf --assumeyes --releasever=${shellQuote(releasever)} --disableplugin=versionlock upgrade${which}
if dnf needs-restarting --reboothint; then
  echo 'no reboot is required'
else
  touch /var/run/reboot-required
fi
`;
}

const SERVICE = `[Unit]
Description=Update packages to the stated release
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=${SCRIPT_PATH}
`;

// Spreads the downloads; when a node reboots is its slot's or the lock's business.
const TIMER = `[Unit]
Description=Update packages once a day

[Timer]
OnCalendar=daily
RandomizedDelaySec=6h
Persistent=false

[Install]
WantedBy=timers.target
`;
