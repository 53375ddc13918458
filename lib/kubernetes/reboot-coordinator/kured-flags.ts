import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { REBOOT_SENTINEL_FILE, REBOOTING_LABEL } from '../../specs/reboots/reboot-names';
import type { CoordinatedReboots } from '../../specs/reboots/reboot-schedule';
import type { WeekWindow } from '../../specs/time/week-window';
import { REBOOT_LOCK_ANNOTATION, REBOOT_METRICS_PORT } from './reboot-coordinator-names';

/** Where kured sees the folder of the node in which the sentinel is. */
export const SENTINEL_MOUNT = '/sentinel';

const DAY_SECONDS = 86_400;

/**
 * Flags of kured 1.23 for a schedule: everything that matters is stated, since a default that changes would change when nodes
 * reboot.
 *
 * @param name of the DaemonSet, whose annotation is the lock.
 * @see https://kured.dev/docs/configuration/
 */
export function renderKuredFlags(name: string, reboots: CoordinatedReboots): string[] {
  return [
    ...renderLock(name, reboots),
    ...renderDrain(reboots),
    ...renderWindow(reboots.window),
    `--reboot-sentinel=${SENTINEL_MOUNT}/${REBOOT_SENTINEL_FILE}`,
    // Through logind, which lets the kubelet end the pods that a drain leaves. The signal to systemd starts the target at once.
    '--reboot-method=command',
    '--reboot-command=/bin/systemctl reboot',
    ...renderBlockers(reboots),
    // Daemons that serve traffic avoid a node with this label, so that they leave before the drain.
    `--pre-reboot-node-labels=${REBOOTING_LABEL}=true`,
    `--post-reboot-node-labels=${REBOOTING_LABEL}=false`,
    // Its annotations come before the lock does, by a patch of the whole node that any other write makes fail.
    '--annotate-nodes=false',
    '--log-format=json',
    `--metrics-port=${REBOOT_METRICS_PORT}`,
  ];
}

function renderLock(name: string, reboots: CoordinatedReboots): string[] {
  return [
    `--ds-name=${name}`,
    `--ds-namespace=${PLATFORM_NAMESPACE}`,
    `--lock-annotation=${REBOOT_LOCK_ANNOTATION}`,
    `--lock-ttl=${reboots.lockTtlSeconds}s`,
    `--lock-release-delay=${reboots.releaseDelaySeconds}s`,
    `--concurrency=${reboots.concurrency}`,
    `--period=${reboots.periodSeconds}s`,
  ];
}

function renderDrain(reboots: CoordinatedReboots): string[] {
  return [
    `--drain-delay=${reboots.drainDelaySeconds}s`,
    `--drain-timeout=${reboots.drainTimeoutSeconds}s`,
    // Each pod has its own time to end.
    '--drain-grace-period=-1',
    // A pod that has outlived its time by a whole drain is stuck, and a reboot is what ends it. No pod of this drain gets there.
    `--skip-wait-for-delete-timeout=${reboots.drainTimeoutSeconds}`,
    '--reboot-delay=0s',
    '--force-reboot=false',
  ];
}

/**
 * kured's window includes the whole second of its end. It judges the weekday of the moment, so that one which passes midnight is
 * said truly only where it begins on every day; a schedule is held to that.
 */
function renderWindow({ days, startMinute, lengthMinutes, timeZone }: WeekWindow): string[] {
  const start = startMinute * 60;
  return [
    `--reboot-days=${days.map((day) => day.slice(0, 3)).join(',')}`,
    `--start-time=${timeOfDay(start)}`,
    `--end-time=${timeOfDay((start + lengthMinutes * 60 - 1) % DAY_SECONDS)}`,
    `--time-zone=${timeZone}`,
  ];
}

function renderBlockers({ blockingPodSelectors, blockedByAlerts }: CoordinatedReboots): string[] {
  const pods = blockingPodSelectors.map((selector) => `--blocking-pod-selector=${selector}`);
  if (blockedByAlerts === undefined) return pods;
  const names = blockedByAlerts.names.map(escapePattern).join('|');
  return [
    ...pods,
    `--prometheus-url=${blockedByAlerts.prometheusUrl}`,
    // Without these three, every alert would block, pending ones too, and our own among them.
    `--alert-filter-regexp=^(?:${names})$`,
    '--alert-filter-match-only=true',
    '--alert-firing-only=true',
  ];
}

function timeOfDay(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
