import { coordinatedNodes, coordinatedSeconds } from '../../../lib/analysis/coordinated-reboots';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { coordinatedTiming, leastWindowMinutes, rebootRisk } from '../../../lib/specs/pool/reboots/reboot-risk';
import { refreshMinutes } from '../../../lib/specs/pool/reboots/replace-reboot-rules';
import { rebootFields } from '../../../lib/specs/reboots/reboot-fields';
import type {
  CoordinatedRebootInput,
  RandomRebootInput,
  RebootScheduleInput,
  StaggeredRebootInput,
} from '../../../lib/specs/reboots/reboot-input';
import type { CoordinatedReboots, RandomReboots, StaggeredReboots } from '../../../lib/specs/reboots/reboot-schedule';
import { resolveReboots } from '../../../lib/specs/reboots/resolve-reboots';
import { WEEKDAYS, type WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';

/** Sizes of pools in the guide's tables. */
export const NODES = [10, 20, 50, 100, 200, 500, 1000] as const;

/** Lengths of a reboot in the guide's tables, in minutes. */
export const REBOOT_MINUTES = [1, 3, 5, 10] as const;

const SHARES = [0.01, 0.02, 0.05] as const;
const DAY: WeekWindowInput = { days: WEEKDAYS, start: '00:00', end: '00:00' };
const NIGHTS: WeekWindowInput = { days: WEEKDAYS, start: '01:00', end: '05:00' };
const NIGHT_SECONDS = 4 * 3600;

/** A row of the guide's tables: a schedule in which nodes draw their slots. */
export type Drawn = 'random-day' | 'random-nights' | 'staggered-nights';

/** Every table of the guide, by its name in the guide. */
export function renderRebootTables(): ReadonlyMap<string, string> {
  return new Map([
    ['random-day', renderDrawn('random-day')],
    ['random-nights', renderDrawn('random-nights')],
    ['window-needed', renderWindows()],
    ['staggered-nights', renderDrawn('staggered-nights')],
    ['coordinated', renderCoordinated()],
    ['replace', renderReplaced()],
  ]);
}

/** Least number of nodes of which two are down together with a chance of at least one half. */
export function evenOdds(mode: Drawn, rebootMinutes: number): number {
  const isEven = (nodes: number): boolean => drawnRisk(mode, nodes, rebootMinutes).overlapProbability >= 0.5;
  let nodes = 2;
  while (!isEven(nodes)) nodes += 1;
  return nodes;
}

/** Chance of an overlap and 99th percentile of nodes down, as the library calculates them. */
export function drawnRisk(
  mode: Drawn,
  nodes: number,
  rebootMinutes: number,
): { readonly overlapProbability: number; readonly p99Down: number } {
  const reboots = drawnReboots(mode, rebootMinutes);
  return rebootRisk(poolOf(nodes), reboots);
}

function drawnReboots(mode: Drawn, rebootMinutes: number): RandomReboots | StaggeredReboots {
  const inputs: Readonly<Record<Drawn, RandomRebootInput | StaggeredRebootInput>> = {
    'random-day': { kind: 'random', window: DAY, rebootMinutes, armedBy: 'unattended-upgrades' },
    'random-nights': { kind: 'random', window: NIGHTS, rebootMinutes },
    'staggered-nights': { kind: 'staggered', window: NIGHTS, rebootMinutes },
  };
  return resolveReboots(rebootFields.resolve(inputs[mode])) as RandomReboots | StaggeredReboots;
}

/** A pool in three zones with a maximum of this many nodes. */
function poolOf(nodes: number, scope: 'total' | 'per-zone' = 'total'): AwsNodePoolSpec {
  const pool = awsPoolSpec();
  const max = scope === 'total' ? nodes : Math.ceil(nodes / pool.zones.length);
  return { ...pool, size: { scope, min: 1, max, initial: 1 } };
}

function renderDrawn(mode: Drawn): string {
  const rows = NODES.map((nodes) => [
    String(nodes),
    ...REBOOT_MINUTES.map((minutes) => {
      const { overlapProbability, p99Down } = drawnRisk(mode, nodes, minutes);
      return `${percent(overlapProbability)}, ${p99Down} down`;
    }),
  ]);
  const even = REBOOT_MINUTES.map((minutes) => `${evenOdds(mode, minutes)} nodes`);
  return renderTable([headOf('nodes'), ...rows, ['even odds from', ...even]]);
}

function renderWindows(): string {
  const rows = NODES.map((nodes) => [
    String(nodes),
    ...REBOOT_MINUTES.map((minutes) => SHARES.map((share) => windowNeeded(nodes, minutes, share)).join(' / ')),
  ]);
  return renderTable([headOf('nodes'), ...rows]);
}

/** Minutes of a window; at least one node may be down at a time, because otherwise no node could reboot. */
function windowNeeded(nodes: number, rebootMinutes: number, share: number): string {
  const reboots = drawnReboots('random-nights', rebootMinutes);
  const tolerated = Math.max(1, Math.floor(nodes * share));
  return String(leastWindowMinutes(poolOf(nodes), reboots, tolerated) ?? 'none');
}

function renderCoordinated(): string {
  const rows = NODES.map((nodes) => [
    String(nodes),
    ...REBOOT_MINUTES.map((minutes) => {
      const timing = coordinatedTiming(poolOf(nodes), coordinatedReboots(minutes));
      const done = Math.floor(coordinatedNodes(timing, NIGHT_SECONDS).expected);
      return `${hours(coordinatedSeconds(timing).expected / 60)}, ${done} a night`;
    }),
  ]);
  return renderTable([headOf('nodes'), ...rows]);
}

/** Coordinated reboots with drains of 300 s, a release after 90 + 60 s, and the default period. */
function coordinatedReboots(rebootMinutes: number): CoordinatedReboots {
  const input: CoordinatedRebootInput = {
    kind: 'coordinated',
    window: NIGHTS,
    rebootMinutes,
    drainTimeoutSeconds: 300,
  };
  return resolveReboots(rebootFields.resolve(input)) as CoordinatedReboots;
}

function renderReplaced(): string {
  const window = { ...NIGHTS, days: ['tuesday'] as const };
  const input: RebootScheduleInput = { kind: 'replace', promotion: { window, fromParameter: '/image' } };
  const rows = NODES.map((nodes) => {
    const { p99Down } = rebootRisk(poolOf(nodes), resolveReboots(rebootFields.resolve(input)));
    const [one, perZone] = [poolOf(nodes), poolOf(nodes, 'per-zone')].map((pool) => hours(refreshMinutes(pool)));
    return [String(nodes), String(p99Down), one ?? '', perZone ?? ''];
  });
  return renderTable([['nodes', 'down', 'one group', 'a group in each of three zones'], ...rows]);
}

function headOf(first: string): readonly string[] {
  return [first, ...REBOOT_MINUTES.map((minutes) => `${minutes} min`)];
}

function renderTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---:|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function percent(chance: number): string {
  return chance > 0.9994 ? '> 99.9 %' : `${(chance * 100).toFixed(1)} %`;
}

function hours(minutes: number): string {
  return `${(minutes / 60).toFixed(1)} h`;
}
