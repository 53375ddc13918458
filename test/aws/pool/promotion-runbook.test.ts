import { blackoutPrefixes } from '../../../lib/aws/pool/promotion-blackouts';
import { refreshShareSeconds, renderPromotionRunbook } from '../../../lib/aws/pool/promotion-runbook';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { AwsNodePoolSpec } from '../../../lib/specs/pool/node-pool-spec';
import { resolveWeekWindow } from '../../../lib/specs/time/week-window';
import { weekWindowFields } from '../../../lib/specs/time/week-window-fields';
import type { WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';

interface Step {
  readonly name: string;
  readonly action: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly nextStep?: string;
  readonly onFailure?: string;
  readonly isEnd?: boolean;
  readonly isCritical?: boolean;
  readonly timeoutSeconds?: number;
}

interface Runbook {
  readonly schemaVersion: string;
  readonly assumeRole: string;
  readonly parameters: Readonly<Record<string, { readonly default: string; readonly allowedPattern: string }>>;
  readonly mainSteps: readonly Step[];
}

interface Choice {
  readonly NextStep: string;
  readonly Variable: string;
  readonly StartsWith: string;
}

const window = { days: ['monday'], start: '01:00', end: '05:00' } as const;
const blackouts = [{ from: '2026-12-24', to: '2026-12-26' }];
const perZone: Partial<AwsNodePoolInput> = { size: { scope: 'per-zone', min: 1, max: 2 } };

function runbookOf(
  pool: AwsNodePoolSpec,
  input: WeekWindowInput = window,
  fromParameter = '/aws/service/recommended/image_id',
): Runbook {
  const promotion = { window: resolveWeekWindow(weekWindowFields.resolve(input)), fromParameter };
  return JSON.parse(renderPromotionRunbook({ pool, promotion, roleArn: 'arn:aws:iam::123456789012:role/r' }));
}

function step(runbook: Runbook, name: string): Step {
  const found = runbook.mainSteps.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
}

/** Names of the steps that may follow a step, whatever its outcome. */
function successors({ inputs, nextStep, onFailure }: Step): readonly string[] {
  const choices = ((inputs['Choices'] ?? []) as readonly Choice[]).map((choice) => choice.NextStep);
  const failure = onFailure?.startsWith('step:') ? [onFailure.slice('step:'.length)] : [];
  const fallback = inputs['Default'] === undefined ? [] : [String(inputs['Default'])];
  return [...choices, ...fallback, ...failure, ...(nextStep === undefined ? [] : [nextStep])];
}

/** Plays a runbook in which the named steps fail and all others succeed, and returns the steps that ran. */
function play(runbook: Runbook, failing: readonly string[]): readonly string[] {
  const path: string[] = [];
  let name: string | undefined = runbook.mainSteps[0]?.name;
  while (name !== undefined) {
    const current: Step = step(runbook, name);
    path.push(name);
    if (path.length > 50) throw new Error(`a circle: ${path.join(' ')}`);
    if (failing.includes(name)) name = current.onFailure?.startsWith('step:') ? current.onFailure.slice(5) : undefined;
    else name = current.isEnd === true ? undefined : (current.nextStep ?? String(current.inputs['Default']));
  }
  return path;
}

describe('the steps of the runbook', () => {
  const shapes = [
    ['one group', awsPoolSpec(), window],
    ['a group per zone', awsPoolSpec(perZone), window],
    ['blackouts', awsPoolSpec(perZone), { ...window, blackouts }],
  ] as const;

  test.each(shapes)(
    'of %s name only existing steps, are all reachable, and each ends the run or names its successor',
    (_, pool, input) => {
      const { mainSteps } = runbookOf(pool, input);
      const names = mainSteps.map((each) => each.name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^\w{3,128}$/);
      const reached = new Set([names[0]]);
      for (const name of reached) {
        for (const next of successors(mainSteps.find((each) => each.name === name) as Step)) reached.add(next);
      }
      expect([...reached].sort()).toEqual([...names].sort());
      // Without an end or a successor, Automation would continue with the next step in the list.
      for (const each of mainSteps.filter(({ action }) => action !== 'aws:branch')) {
        expect([each.name, (each.isEnd === true) !== (each.nextStep !== undefined)]).toEqual([each.name, true]);
      }
    },
  );

  test('write the parameter, wait for the validation of the image, and refresh one zone after the other', () => {
    const runbook = runbookOf(awsPoolSpec(perZone));
    const zones = ['1a', '1b', '1c'].map((zone) => `group_eu_central_${zone}`);
    expect(play(runbook, ['endIfSame'])).toEqual([
      'readSource',
      'readCurrent',
      'endIfSame',
      'promote',
      'awaitImage',
      ...zones.flatMap((zone) => [`start_${zone}`, `wait_${zone}`, `check_${zone}`]),
    ]);
  });

  test('end the run successfully where the image is the same', () => {
    const runbook = runbookOf(awsPoolSpec());
    expect(play(runbook, [])).toEqual(['readSource', 'readCurrent', 'endIfSame']);
    expect(step(runbook, 'endIfSame')).toMatchObject({
      action: 'aws:assertAwsResourceProperty',
      isCritical: false,
      inputs: {
        Name: '/keelson/paas-main-general/image',
        PropertySelector: '$.Parameter.Value',
        DesiredValues: ['{{readSource.Image}}'],
      },
    });
  });

  test.each([
    ['whose validation fails', ['awaitImage'], ['awaitImage', 'restore']],
    ['whose refresh cannot start', ['start_group'], ['start_group', 'restore']],
    ['whose refresh fails', ['check_group'], ['check_group', 'restore']],
    ['whose refresh exceeds its share of the window', ['wait_group'], ['wait_group', 'cancel_group', 'restore']],
    ['whose refresh ends while it is being cancelled', ['wait_group', 'cancel_group'], ['cancel_group', 'restore']],
  ])('restore the former image after an image %s, and report the run as failed', (_, failing, tail) => {
    const runbook = runbookOf(awsPoolSpec());
    expect(play(runbook, ['endIfSame', ...failing]).slice(-tail.length)).toEqual(tail);
    expect(step(runbook, String(failing[0])).isCritical).toBeUndefined();
    expect(step(runbook, 'restore').inputs).toMatchObject({
      Api: 'PutParameter',
      Name: '/keelson/paas-main-general/image',
      Value: '{{readCurrent.Image}}',
      DataType: 'aws:ec2:image',
      Overwrite: true,
    });
  });

  test('never refresh a second zone after the first has failed', () => {
    const path = play(runbookOf(awsPoolSpec(perZone)), ['endIfSame', 'check_group_eu_central_1a']);
    expect(path.filter((name) => name.startsWith('start_'))).toEqual(['start_group_eu_central_1a']);
  });
});

describe('the calls of the steps', () => {
  test('read the parameter that the promotion names, with the role of the runbook', () => {
    const runbook = runbookOf(awsPoolSpec(), window, '/keelson/paas-staging-general/image');
    expect(runbook).toMatchObject({ schemaVersion: '0.3', assumeRole: 'arn:aws:iam::123456789012:role/r' });
    expect(step(runbook, 'readSource').inputs).toEqual({
      Service: 'ssm',
      Api: 'GetParameter',
      Name: '/keelson/paas-staging-general/image',
    });
  });

  test('refresh groups with the settings of the rollout, without those that EC2 Auto Scaling refuses beside a parameter', () => {
    const runbook = runbookOf(awsPoolSpec({}, { rollout: { alarmNames: ['shop-errors'] } }));
    expect(step(runbook, 'start_group').inputs).toEqual({
      Service: 'autoscaling',
      Api: 'StartInstanceRefresh',
      AutoScalingGroupName: 'paas-main-general',
      Strategy: 'Rolling',
      Preferences: {
        MinHealthyPercentage: 100,
        MaxHealthyPercentage: 110,
        InstanceWarmup: 300,
        CheckpointPercentages: [20, 50, 100],
        CheckpointDelay: 600,
        AutoRollback: false,
        SkipMatching: false,
        ScaleInProtectedInstances: 'Ignore',
        StandbyInstances: 'Ignore',
        AlarmSpecification: { Alarms: ['shop-errors'] },
      },
    });
    const quiet = step(runbookOf(awsPoolSpec()), 'start_group').inputs['Preferences'];
    expect(Object.keys(quiet as object)).not.toContain('AlarmSpecification');
  });

  test('wait until the refresh that they started has ended, and accept only success', () => {
    const runbook = runbookOf(awsPoolSpec());
    const refresh = {
      AutoScalingGroupName: 'paas-main-general',
      InstanceRefreshIds: ['{{start_group.RefreshId}}'],
      PropertySelector: '$.InstanceRefreshes[0].Status',
    };
    expect(step(runbook, 'wait_group').inputs).toMatchObject({
      ...refresh,
      DesiredValues: ['Successful', 'Failed', 'Cancelled', 'RollbackSuccessful', 'RollbackFailed'],
    });
    expect(step(runbook, 'check_group').inputs).toMatchObject({ ...refresh, DesiredValues: ['Successful'] });
  });

  test('end within the window, even if the runbook starts as late as the scheduler allows', () => {
    const promotion = { window: resolveWeekWindow(weekWindowFields.resolve(window)), fromParameter: '/x' };
    expect(refreshShareSeconds(awsPoolSpec(), promotion)).toBe(4 * 3600 - 600);
    expect(refreshShareSeconds(awsPoolSpec(perZone), promotion)).toBe(4600);
    const { mainSteps } = runbookOf(awsPoolSpec(perZone));
    const waits = mainSteps.reduce((sum, each) => sum + (each.timeoutSeconds ?? 0), 0);
    expect(waits + 300).toBe(4 * 3600);
  });
});

/** Whether the runbook stops at the blackout check for a run scheduled at this time. */
function isForbidden(input: WeekWindowInput, time: string): boolean {
  return blackoutPrefixes(resolveWeekWindow(weekWindowFields.resolve(input))).some((prefix) => time.startsWith(prefix));
}

describe('the blackouts of a promotion', () => {
  test('are checked first, by the time for which the run was scheduled', () => {
    const runbook = runbookOf(awsPoolSpec(), { ...window, blackouts });
    expect(runbook.mainSteps[0]).toMatchObject({ name: 'askBlackouts', action: 'aws:branch' });
    const choices = step(runbook, 'askBlackouts').inputs['Choices'] as readonly Choice[];
    expect(choices.map((choice) => [choice.Variable, choice.NextStep, choice.StartsWith])).toEqual([
      ['{{ScheduledTime}}', 'stopForBlackout', '2026-12-24'],
      ['{{ScheduledTime}}', 'stopForBlackout', '2026-12-25'],
      ['{{ScheduledTime}}', 'stopForBlackout', '2026-12-26'],
    ]);
    expect(step(runbook, 'stopForBlackout').isEnd).toBe(true);
    expect(step(runbook, 'askBlackouts').inputs['Default']).toBe('readSource');
  });

  test('add no step for a window without blackouts', () => {
    expect(runbookOf(awsPoolSpec()).mainSteps[0]?.name).toBe('readSource');
  });

  test('require a scheduled time or an empty one: a placeholder that was not filled in starts nothing', () => {
    const { ScheduledTime } = runbookOf(awsPoolSpec()).parameters;
    const allowed = new RegExp(ScheduledTime?.allowedPattern ?? '');
    expect(allowed.test('2026-12-24T00:00:00Z')).toBe(true);
    expect(allowed.test(ScheduledTime?.default ?? 'none')).toBe(true);
    expect(allowed.test('<aws.scheduler.scheduled-time>')).toBe(false);
  });

  test('become the fewest possible prefixes: years, months, tens of days, days, tens of hours, hours', () => {
    const prefixes = (from: string, to: string) =>
      blackoutPrefixes(resolveWeekWindow(weekWindowFields.resolve({ ...window, blackouts: [{ from, to }] })));
    expect(prefixes('2027-01-01', '2027-12-31')).toEqual(['2027']);
    expect(prefixes('2028-02-01', '2028-02-29')).toEqual(['2028-02']);
    expect(prefixes('2027-02-28', '2027-04-09')).toEqual(['2027-02-28', '2027-03', '2027-04-0']);
    expect(prefixes('2026-12-19', '2027-01-03')).toEqual([
      ...['2026-12-19', '2026-12-2', '2026-12-3'],
      ...['2027-01-01', '2027-01-02', '2027-01-03'],
    ]);
    const twice = [
      { from: '2027-05-01', to: '2027-05-20' },
      { from: '2027-05-15', to: '2027-05-31' },
    ];
    expect(blackoutPrefixes(resolveWeekWindow(weekWindowFields.resolve({ ...window, blackouts: twice })))).toEqual([
      '2027-05',
    ]);
  });

  test.each([
    // The beginning of the window in its time zone, then three times in UTC: first and second is forbidden, third is not.
    ['Europe/Amsterdam', '00:30', '2026-12-23T23:30:00Z', '2026-12-26T23:30:00Z', '2026-12-22T23:30:00Z'],
    ['Europe/Amsterdam', '12:00', '2026-12-24T11:00:00Z', '2026-12-27T11:00:00Z', '2026-12-23T11:00:00Z'],
    ['America/Los_Angeles', '23:00', '2026-12-25T07:00:00Z', '2026-12-28T07:00:00Z', '2026-12-24T07:00:00Z'],
    ['Asia/Kolkata', '03:00', '2026-12-23T21:30:00Z', '2026-12-26T21:30:00Z', '2026-12-22T21:30:00Z'],
    ['America/Anchorage', '22:00', '2026-12-25T07:00:00Z', '2026-12-28T07:00:00Z', '2026-12-24T07:00:00Z'],
  ])('forbid the days of %s for a window at %s, and no day more', (timeZone, start, first, after, before) => {
    const input = { ...window, start, timeZone, blackouts };
    expect(isForbidden(input, first)).toBe(true);
    expect(isForbidden(input, after)).toBe(false);
    expect(isForbidden(input, before)).toBe(false);
  });

  test.each([
    ['Pacific/Kiritimati', '01:00', ['2026-12-23T11:00:00Z', '2026-12-25T11:00:00Z']],
    ['Pacific/Auckland', '01:00', ['2026-12-23T12:00:00Z', '2026-12-25T12:00:00Z']],
    ['Pacific/Honolulu', '22:00', ['2026-12-25T08:00:00Z', '2026-12-27T08:00:00Z']],
    ['Pacific/Niue', '23:00', ['2026-12-25T10:00:00Z', '2026-12-27T10:00:00Z']],
  ])('forbid the blackout days in zones far from UTC: %s at %s', (timeZone, start, times) => {
    const input = { ...window, start, timeZone, blackouts };
    for (const time of times) expect(isForbidden(input, time)).toBe(true);
  });
});
