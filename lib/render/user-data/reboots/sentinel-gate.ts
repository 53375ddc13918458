import { REBOOT_SENTINEL_FILE, REBOOT_SENTINEL_FOLDER } from '../../../specs/reboots/reboot-names';
import type { CoordinatedReboots } from '../../../specs/reboots/reboot-schedule';
import type { CloudConfig } from '../cloud-config';
import { renderBlackoutCheck } from './blackout-check';
import { renderTimeZone } from './node-clock';

const SCRIPT_PATH = '/usr/local/libexec/keelson/show-reboot-required';
const UNIT = '/etc/systemd/system/keelson-reboot-required';

/**
 * Shows kured in a separate folder whether this node requests a reboot, because kured has no blackouts, and because kured then
 * sees nothing else of the host.
 */
export function sentinelGate(reboots: CoordinatedReboots): CloudConfig {
  return {
    files: [
      { path: SCRIPT_PATH, executable: true, content: renderScript(reboots) },
      { path: `${UNIT}.service`, content: SERVICE },
      { path: `${UNIT}.timer`, content: TIMER },
    ],
    commands: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', 'keelson-reboot-required.timer'],
    ],
  };
}

function renderScript({ window }: CoordinatedReboots): string {
  const sentinel = `${REBOOT_SENTINEL_FOLDER}/${REBOOT_SENTINEL_FILE}`;
  return `#!/bin/sh
# Shows the coordinator of reboots whether this node wants one: never during a blackout.
set -eu
${window.blackouts.length === 0 ? '' : renderTimeZone(window.timeZone)}${renderBlackoutCheck(window)}mkdir -p ${REBOOT_SENTINEL_FOLDER}
if [ -e /var/run/reboot-required ] && [ "$forbidden" = false ]; then
  touch ${sentinel}
else
  rm -f ${sentinel}
fi
`;
}

const SERVICE = `[Unit]
Description=Show the coordinator whether this node wants to reboot

[Service]
Type=oneshot
ExecStart=${SCRIPT_PATH}
`;

// The script runs every minute and looks two minutes ahead, so that kured finds no request when a window begins in a blackout.
const TIMER = `[Unit]
Description=Look every minute whether this node wants to reboot

[Timer]
OnBootSec=30s
OnCalendar=minutely
AccuracySec=1s
Persistent=false

[Install]
WantedBy=timers.target
`;
