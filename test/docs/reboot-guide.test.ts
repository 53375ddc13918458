import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type AwsEnvironmentInput, EnvironmentSpec, type GoogleEnvironmentInput, rebootRisks } from 'keelson';
import { addAwsStacks } from 'keelson/aws';
import { synthesizeStacks } from 'keelson/testing';
import { renderRebootTable } from '../../lib/cli/reboot-table';
import { REBOOT_TIMER_PATH, renderSlotScript } from '../../lib/render/user-data/reboots/slot-script';
import type { RebootScheduleInput } from '../../lib/specs/reboots/reboot-input';
import { ConfigError } from '../../lib/values/config-error';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';
import { evenOdds, REBOOT_MINUTES, renderRebootTables } from './support/reboot-tables';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const guide = new MarkdownFile('docs/guides/reboots.md');
const text = readFileSync(join(ROOT, 'docs/guides/reboots.md'), 'utf8');
const project = projects.of('reboots');
const fleet = project.load('apps/environments/fleet.ts')['default'] as AwsEnvironmentInput;
const video = project.load('apps/environments/video-in-local-time.ts')['default'] as GoogleEnvironmentInput;

/** The fenced block of the guide below a heading. */
function printed(heading: string): readonly string[] {
  return guide
    .blocksOf('text')
    .filter((block) => block.heading === heading)
    .map((block) => block.text.trim());
}

/** The guide's environment, in which one pool has another schedule. */
function withSchedule(name: string, change: object): AwsEnvironmentInput {
  const clusters = fleet.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) => {
      if (pool.name !== name) return pool;
      return { ...pool, reboots: { ...pool.reboots, ...change } as RebootScheduleInput };
    }),
  }));
  return { ...fleet, clusters };
}

function refusal(input: AwsEnvironmentInput): string {
  try {
    EnvironmentSpec.from(input);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each([...renderRebootTables()])('the guide has the table %s as the library calculates it', (_, table) => {
  expect(text).toContain(table);
});

test('an overlap is as likely as not at 45, 21, 16 and 11 nodes', () => {
  const nodes = REBOOT_MINUTES.map((minutes) => evenOdds('random-day', minutes));
  expect(nodes).toEqual([45, 21, 16, 11]);
  expect(text).toContain(`| nodes | ${nodes.join(' | ')} |`);
});

test('the guide has a complete pool for each mode', () => {
  const kinds = fleet.clusters.flatMap(({ pools }) => pools.map(({ reboots }) => reboots?.kind));
  expect(kinds.sort()).toEqual(['coordinated', 'random', 'replace', 'staggered']);
});

test('the guide shows the risks as the command prints them', () => {
  const risks = EnvironmentSpec.from(fleet).clusters.flatMap((cluster) =>
    rebootRisks(cluster).map((risk) => ({ ...risk, cluster: cluster.name })),
  );
  expect(printed('A complete example')).toEqual([renderRebootTable(new Map([['fleet', risks]]))]);
});

test('the guide shows messages as users read them', () => {
  const crawlers = fleet.clusters[0]?.pools.find(({ name }) => name === 'crawlers');
  const reboots = crawlers?.reboots?.kind === 'random' ? crawlers.reboots : undefined;
  const oneNight = { window: { ...reboots?.window, days: ['tuesday'] }, maxNodesDown: 1 };
  expect(printed('What is refused')).toEqual([refusal(withSchedule('crawlers', oneNight))]);
  expect(printed('The lock')).toEqual([refusal(withSchedule('services', { lockTtlSeconds: 700 }))]);
});

test("GKE's maintenance window has the hours of the guide", () => {
  const [cluster] = EnvironmentSpec.from(video).clusters;
  const maintenance = cluster?.cloud === 'google' ? cluster.controlPlane.maintenance : undefined;
  const hours = `${maintenance?.start} to ${maintenance?.end}, ${maintenance?.recurrence}`;
  expect(printed('Slots')).toContain(hours);
});

/** A folder with a `sha256sum` that Node implements, for machines without the program. */
function shims(): string {
  const folder = mkdtempSync(join(projects.folder, 'shims-'));
  const hash = "require('node:crypto').createHash('sha256').update(require('node:fs').readFileSync(0)).digest('hex')";
  const script = `#!/bin/sh\nexec '${process.execPath}' --print "${hash} + '  -'"\n`;
  writeFileSync(join(folder, 'sha256sum'), script, { mode: 0o755 });
  return folder;
}

function runShell(script: string): string {
  const PATH = `${shims()}${delimiter}${process.env['PATH']}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-eu'], {
    input: script,
    encoding: 'utf8',
    env: { ...process.env, PATH },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trim();
}

test('the slot that the guide calculates by hand is the one that the node draws', () => {
  const byHand = guide.blocksOf('sh').find(({ text: lines }) => lines.startsWith('instance='))?.text ?? '';
  const [slot = ''] = printed('Slots');
  expect(runShell(byHand)).toBe(slot);
  const pool = EnvironmentSpec.from(fleet).clusters[0]?.pools.find(({ name }) => name === 'crawlers');
  if (pool?.reboots?.kind !== 'random') throw new Error("the guide's crawlers must draw slots");
  const timer = join(shims(), 'timer');
  const script = renderSlotScript(pool.reboots, pool.zones).replaceAll(REBOOT_TIMER_PATH, timer);
  runShell(`set -- i-0123456789abcdef0\n${script}`);
  expect(slot).toBe('day 1, minute 149, second 27');
  expect(text).toContain('is Tuesday (days count from 0), 03:29:27.');
  expect(readFileSync(timer, 'utf8')).toContain('OnCalendar=Tue *-*-* 03:29:27 Europe/Amsterdam\n');
});

/** Launch templates of an environment by the name of their pool. */
function templates(input: AwsEnvironmentInput): ReadonlyMap<string, string> {
  const environment = EnvironmentSpec.from(input);
  if (environment.cloud !== 'aws') throw new Error("the guide's fleet must be on AWS");
  const stacks = synthesizeStacks((app) => addAwsStacks(app, environment));
  const all = Object.values(stacks['fleet-main-platform']?.['resource']?.['aws_launch_template'] ?? {});
  return new Map(all.map((each) => [String(each['name']), JSON.stringify(each)]));
}

describe('the effects of changes in the guide', () => {
  const before = templates(fleet);
  const nights = { days: ['monday'], start: '00:00', end: '06:00', timeZone: 'Europe/Amsterdam' } as const;
  const blackouts = [{ from: '2026-12-19', to: '2027-01-03' }];
  const source = { fromParameter: '/keelson/staging-main-system/image', window: { ...nights, blackouts } };

  test.each<[string, string, object, boolean]>([
    ['an hour of drawn slots', 'crawlers', { window: { ...nights, days: ['monday', 'tuesday'], blackouts } }, true],
    ['an hour of zones that take turns', 'web', { rebootMinutes: 3 }, true],
    ['an hour of the lock', 'services', { window: { ...nights, blackouts } }, false],
    ['a drain', 'services', { drainTimeoutSeconds: 240 }, false],
    ['a blackout under the lock', 'services', { window: { ...nights, blackouts: [] } }, true],
    ['updates under the lock', 'services', { updates: 'all' }, true],
    ['another source and window of images, those of staging', 'system', { promotion: source }, false],
    ['an age', 'system', { maxLifetimeDays: 30 }, false],
    ['no promotion any more', 'system', { promotion: undefined, maxLifetimeDays: 30 }, true],
  ])('%s of %s', (_, pool, change, rolls) => {
    const after = templates(withSchedule(pool, change));
    const changed = [...before].filter(([name, template]) => after.get(name) !== template).map(([name]) => name);
    expect(changed).toEqual(rolls ? [`fleet-main-${pool}`] : []);
  });
});
