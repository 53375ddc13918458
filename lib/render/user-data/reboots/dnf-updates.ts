import type { AmazonLinuxUpdatesInput } from '../../../specs/reboots/reboot-input';
import type { InPlaceRebootSchedule } from '../../../specs/reboots/reboot-schedule';
import type { CloudConfig } from '../cloud-config';
import { shellQuote } from '../shell-quote';

const SCRIPT_PATH = '/usr/local/libexec/keelson/update-packages';
const UNIT = '/etc/systemd/system/keelson-update-packages';

/**
 * Daily updates of Amazon Linux to a stated release, in spite of the image's version lock. The system does not report that a
 * reboot is due, therefore the script does, in the file that Ubuntu uses.
 *
 * dnf's own hint looks for packages by name and recognises only `kernel`, whereas kernels of this system are also called
 * `kernel6.12` or similar: without the script's own comparison a new kernel would never request a reboot.
 *
 * @see https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html
 * @see https://github.com/amazonlinux/amazon-linux-2023/issues/1125
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
dnf needs-restarting --reboothint || touch /var/run/reboot-required
${KERNEL_CHECK}if [ ! -e /var/run/reboot-required ]; then
  echo 'no reboot is required'
fi
`;
}

// Only a kernel that was installed after the boot requests a reboot, because a kernel that was present and did not start would
// request one for ever. Of several kernels that one transaction installed, the running one is enough. The unit fails if no kernel
// is found, because the package names must have changed. A percent sign before a brace would begin a Terraform template
// directive, therefore the script inserts the percent sign itself.
const KERNEL_CHECK = `running=$(uname -r)
booted=$(awk '$1 == "btime" { print $2 }' /proc/stat)
form=$(printf '@{INSTALLTIME} @{NAME} @{VERSION}-@{RELEASE}.@{ARCH}' | tr @ %)
newest=$(rpm --query --all --queryformat "$form\\n" |
  awk -v running="$running" '
    $2 !~ /^kernel[0-9.]*(-core)?$/ { next }
    $1 + 0 > last + 0 { last = $1; newest = $3; runs = 0 }
    $1 == last && $3 == running { runs = 1 }
    END {
      if (last == "") exit 1
      if (!runs) print last, newest
    }') || {
  echo 'rpm names no kernel: whether a new one waits for a reboot is unknown' >&2
  exit 1
}
if [ -n "$newest" ]; then
  if [ "\${newest%% *}" -ge "$booted" ]; then
    echo "kernel \${newest#* } is installed, $running runs"
    touch /var/run/reboot-required
  else
    echo "kernel \${newest#* } was installed before this boot, and $running runs: see grubby --default-kernel" >&2
  fi
fi
`;

const SERVICE = `[Unit]
Description=Update packages to the stated release
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=${SCRIPT_PATH}
`;

// The delay spreads the downloads; the slot or the lock determines when a node reboots.
const TIMER = `[Unit]
Description=Update packages once a day

[Timer]
OnCalendar=daily
RandomizedDelaySec=6h
Persistent=false

[Install]
WantedBy=timers.target
`;
