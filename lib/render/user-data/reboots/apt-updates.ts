import type { InPlaceRebootSchedule } from '../../../specs/reboots/reboot-schedule';
import type { CloudConfig } from '../cloud-config';

// Read after the files of the image, which begin with 20 and 50.
const APT_PATH = '/etc/apt/apt.conf.d/60keelson-updates';
const NEEDRESTART_PATH = '/etc/needrestart/conf.d/60-keelson.conf';
const LOGIND_PATH = '/etc/systemd/logind.conf.d/unattended-upgrades-logind-maxdelay.conf';

/**
 * Daily updates by unattended-upgrades. The image's own list of archives is cleared first: apt adds to lists, and an archive that
 * nobody chose would stay.
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

// Without the reboots of a schedule all nodes would restart these at the hour of the update.
const NEEDRESTART = `# Containers and the kubelet restart with the node, in its slot.
$nrconf{override_rc}{qr(^containerd)} = 0;
$nrconf{override_rc}{qr(kubelet)} = 0;
`;

// By its name this takes the place of a file of the package unattended-upgrades, which is read after ours and says 30 seconds.
// The kubelet that asks for more then has no graceful shutdown at all: https://github.com/kubernetes/kubernetes/issues/102818
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

// Reboots are off: who arms them says the hour too, which else would be that of the update.
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
