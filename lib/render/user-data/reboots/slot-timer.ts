import type { RandomReboots, StaggeredReboots } from '../../../specs/reboots/reboot-schedule';
import { rebootSlots } from '../../../specs/reboots/reboot-slots';
import type { CloudConfig } from '../cloud-config';
import { renderBlackoutCheck } from './blackout-check';
import { renderClockCheck, renderTimeZone } from './node-clock';
import { renderSlotScript } from './slot-script';

const SLOT_PATH = '/usr/local/libexec/keelson/draw-reboot-slot';
const REBOOT_PATH = '/usr/local/libexec/keelson/reboot-if-required';

/** Reboots of nodes that draw their own slots: the script that draws a slot, and the timer that reboots the node in it. */
export function slotTimer(reboots: RandomReboots | StaggeredReboots, zones: readonly string[]): CloudConfig {
  const draw = { path: SLOT_PATH, executable: true, content: renderSlotScript(reboots, zones) };
  if (reboots.kind === 'random' && reboots.armedBy === 'unattended-upgrades') {
    return { files: [draw], commands: [[SLOT_PATH]] };
  }
  return {
    files: [
      draw,
      { path: REBOOT_PATH, executable: true, content: renderRebootScript(reboots, zones) },
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

// `systemctl reboot` asks logind, so that the kubelet ends pods gracefully before the node goes down.
function renderRebootScript(reboots: RandomReboots | StaggeredReboots, zones: readonly string[]): string {
  const { window } = reboots;
  const { outageMinutes } = rebootSlots(reboots, zones);
  return `#!/bin/sh
# Reboots this node if an update asks for it, no blackout forbids it and no change of the clock falls into it.
set -eu
${renderTimeZone(window.timeZone)}${renderBlackoutCheck(window)}${renderClockCheck(window.timeZone, outageMinutes)}if [ ! -e /var/run/reboot-required ]; then
  echo 'no reboot is required'
elif [ "$forbidden" = true ]; then
  echo 'a reboot is required, but not today'
elif [ "$jumps" = true ]; then
  echo 'a reboot is required, but the clocks change before it would be over'
else
  systemctl reboot
fi
`;
}
