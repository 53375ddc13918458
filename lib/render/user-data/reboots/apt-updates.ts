import type { InPlaceRebootSchedule } from '../../../specs/reboots/reboot-schedule';
import type { CloudConfig } from '../cloud-config';

// The number 60 sorts these files after those of the image, which begin with 20 and 50, so that these settings win.
const APT_PATH = '/etc/apt/apt.conf.d/60keelson-updates';
const NEEDRESTART_PATH = '/etc/needrestart/conf.d/60-keelson.conf';
const LOGIND_PATH = '/etc/systemd/logind.conf.d/unattended-upgrades-logind-maxdelay.conf';

/**
 * Daily updates by unattended-upgrades. The image's own list of archives is cleared first, because apt appends to lists and
 * archives that the spec does not choose would stay.
 *
 * @see https://manpages.ubuntu.com/manpages/noble/en/man8/unattended-upgrade.8.html
 */
export function aptUpdates(reboots: InPlaceRebootSchedule): CloudConfig {
  return {
    files: [
      { path: APT_PATH, content: renderAptConfiguration(reboots) },
      { path: NEEDRESTART_PATH, content: NEEDRESTART },
      { path: LOGIND_PATH, content: LOGIND },
    ],
    commands: [['systemctl', 'enable', '--now', 'apt-daily.timer', 'apt-daily-upgrade.timer']],
  };
}

// Without these lines all nodes would restart containerd and the kubelet at the hour of the update instead of in their reboot
// slots.
const NEEDRESTART = `# Containers and the kubelet restart with the node, in its slot.
$nrconf{override_rc}{qr(^containerd)} = 0;
$nrconf{override_rc}{qr(kubelet)} = 0;
`;

// The file has the name of a file of the package unattended-upgrades and thus replaces it; the package's file would set 30
// seconds after 60-keelson.conf is read. A kubelet that asks for more than logind allows has no graceful shutdown at all:
// https://github.com/kubernetes/kubernetes/issues/102818
const LOGIND = '# How long logind waits for the kubelet is said in 60-keelson.conf.\n';

const SECURITY_ORIGINS = [
  '${distro_id}:${distro_codename}',
  '${distro_id}:${distro_codename}-security',
  '${distro_id}ESMApps:${distro_codename}-apps-security',
  '${distro_id}ESM:${distro_codename}-infra-security',
];

const ORIGINS: Readonly<Record<InPlaceRebootSchedule['updates'], readonly string[]>> = {
  security: SECURITY_ORIGINS,
  all: [...SECURITY_ORIGINS, '${distro_id}:${distro_codename}-updates'],
};

// Automatic-Reboot stays off here, because the script that switches it on also sets the time; otherwise the node would reboot at
// the hour of the update.
function renderAptConfiguration(reboots: InPlaceRebootSchedule): string {
  const origins = ORIGINS[reboots.updates].map((origin) => `  "${origin}";\n`).join('');
  return `APT::Periodic::Enable "1";
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
#clear Unattended-Upgrade::Allowed-Origins;
#clear Unattended-Upgrade::Origins-Pattern;
Unattended-Upgrade::Allowed-Origins {
${origins}};
Unattended-Upgrade::Automatic-Reboot "false";
Unattended-Upgrade::Automatic-Reboot-WithUsers "true";
Unattended-Upgrade::MinimalSteps "true";
Unattended-Upgrade::Remove-Unused-Kernel-Packages "true";
`;
}
