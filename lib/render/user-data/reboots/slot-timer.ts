import type { RandomReboots, StaggeredReboots } from '../../../specs/reboots/reboot-schedule';
import type { CloudConfig } from '../cloud-config';
import { renderBlackoutCheck } from './blackout-check';
import { renderSlotScript } from './slot-script';

const SLOT_PATH = '/usr/local/libexec/keelson/draw-reboot-slot';
const REBOOT_PATH = '/usr/local/libexec/keelson/reboot-if-required';

/** Reboots of nodes that draw their own slots: what draws one, and what reboots the node in it. */
export function slotTimer(reboots: RandomReboots | StaggeredReboots, zones: readonly string[]): CloudConfig {
  const draw = { path: SLOT_PATH, executable: true, content: renderSlotScript(reboots, zones) };
  if (reboots.kind === 'random' && reboots.armedBy === 'unattended-upgrades') {
    return { files: [draw], commands: [[SLOT_PATH]] };
  }
  return {
    files: [
      draw,
      { path: REBOOT_PATH, executable: true, content: renderRebootScript(reboots) },
      { path: '/etc/systemd/system/keelson-reboot.service', content: REBOOT_UNIT },
    ],
    commands: [[SLOT_PATH], ['systemctl', 'daemon-reload'], ['systemctl', 'enable', '--now', 'keelson-reboot.timer']],
  };
}

const REBOOT_UNIT = `[Unit]
Description=Reboot this node if an update asks for it

[Service]
Type=oneshot
ExecStart=${REBOOT_PATH}
`;

// systemctl asks logind, so that the kubelet ends pods in good order before the node goes down.
function renderRebootScript({ window }: RandomReboots | StaggeredReboots): string {
  return `#!/bin/sh
# Reboots this node if an update asks for it and no blackout forbids it.
set -eu
${renderBlackoutCheck(window)}if [ ! -e /var/run/reboot-required ]; then
  echo 'no reboot is required'
elif [ "$forbidden" = true ]; then
  echo 'a reboot is required, but not today'
else
  systemctl reboot
fi
`;
}
