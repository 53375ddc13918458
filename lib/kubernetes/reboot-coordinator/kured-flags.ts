import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { REBOOT_SENTINEL_FILE, REBOOTING_LABEL } from '../../specs/reboots/reboot-names';
import type { CoordinatedReboots } from '../../specs/reboots/reboot-schedule';
import type { WeekWindow } from '../../specs/time/week-window';
import { REBOOT_LOCK_ANNOTATION, REBOOT_METRICS_PORT } from './reboot-coordinator-names';

/** Path at which kured's container mounts the node's folder with the sentinel. */
export const SENTINEL_MOUNT = '/sentinel';

const DAY_SECONDS = 86_400;

/**
 * Flags of kured 1.23 for a schedule. All relevant flags are stated, because a default that changes in a later release would
 * change when nodes reboot.
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
    // The command goes through logind, which lets the kubelet end the pods that a drain leaves; a signal to systemd would reboot
    // at once.
    '--reboot-method=command',
    '--reboot-command=/bin/systemctl reboot',
    ...renderBlockers(reboots),
    // Daemons that serve traffic avoid nodes with this label, so that their pods leave before the drain.
    `--pre-reboot-node-labels=${REBOOTING_LABEL}=true`,
    `--post-reboot-node-labels=${REBOOTING_LABEL}=false`,
    // Annotations stay off, because kured writes them before it takes the lock, with a patch of the whole node that fails after
    // any other write.
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
    // Each pod keeps its own termination grace period.
    '--drain-grace-period=-1',
    // A pod that has exceeded its grace period by a whole drain is stuck, and only a reboot ends it; the pods that this drain
    // evicts never wait that long.
    `--skip-wait-for-delete-timeout=${reboots.drainTimeoutSeconds}`,
    '--reboot-delay=0s',
    '--force-reboot=false',
  ];
}

/**
 * Flags for kured's window, which includes the whole second of its end. kured compares the weekday of the current time, so that a
 * window which passes midnight is correct only if it begins on every day; the spec refuses other schedules.
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
    // Without these three flags every alert would block reboots, including pending alerts and those of this chart.
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
