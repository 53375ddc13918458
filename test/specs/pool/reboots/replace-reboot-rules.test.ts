import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { ImagePromotionInput, ReplaceRebootInput } from '../../../../lib/specs/reboots/reboot-input';
import { renderValue } from '../../../../lib/values/render-value';
import { awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';
import { judgePools, NIGHTS } from '../../reboots/reboot-inputs';

const PINNED =
  '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id';
const PROMOTION: ImagePromotionInput = {
  window: NIGHTS,
  fromParameter: '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id',
};

/** Problems of six al2023 nodes of three zones that are replaced. */
function judge(
  reboots: ReplaceRebootInput,
  aws: Partial<AwsPoolInput> = {},
  overrides: Partial<AwsNodePoolInput> = {},
): readonly string[] {
  const part = { image: { family: 'al2023', source: { ssmParameter: PINNED } }, rootDisk: { sizeGib: 80 } } as const;
  const size = { scope: 'total', min: 2, max: 6 } as const;
  return judgePools([awsPool({ size, reboots, aws: { ...part, ...aws }, ...overrides })]);
}

const promote = (
  promotion: Partial<ImagePromotionInput>,
  ...rest: [aws?: Partial<AwsPoolInput>, overrides?: Partial<AwsNodePoolInput>]
) => judge({ kind: 'replace', promotion: { ...PROMOTION, ...promotion } }, ...rest);

describe('what replaces nodes on AWS', () => {
  test('takes a promotion, a lifetime, and both', () => {
    expect(judge({ kind: 'replace', promotion: PROMOTION })).toEqual([]);
    expect(judge({ kind: 'replace', maxLifetimeDays: 30 })).toEqual([]);
    expect(judge({ kind: 'replace', promotion: PROMOTION, maxLifetimeDays: 30 })).toEqual([]);
  });

  test('refuses neither', () => {
    expect(judge({ kind: 'replace' })).toEqual([
      "'reboots' must have 'promotion', 'maxLifetimeDays' or both, got '{ kind: 'replace' }'; state 'promotion' for new images on a schedule; a lifetime alone patches nothing",
    ]);
  });

  test.each([
    [0, 1, 'raise it'],
    [366, 365, 'lower it'],
    [1.5, 2, 'round it'],
  ])('refuses a lifetime of %d days, and takes %d', (refused, taken, remedy) => {
    expect(judge({ kind: 'replace', maxLifetimeDays: refused })).toEqual([
      `'reboots.maxLifetimeDays' must be a whole number of 1 to 365 days, got ${refused}; ${remedy}`,
    ]);
    expect(judge({ kind: 'replace', maxLifetimeDays: taken })).toEqual([]);
  });

  test('refuses groups that EKS owns', () => {
    expect(judge({ kind: 'replace', maxLifetimeDays: 30 }, { management: 'managed-node-group' })).toEqual([
      "'aws.management' must be 'self-managed' where 'reboots.kind' is 'replace': EKS owns the groups of the others and rolls them at a new version only, got 'managed-node-group'; use 'self-managed', or leave 'reboots' out and change the image's source by hand",
    ]);
  });
});

describe('the parameter that an image is promoted from', () => {
  test.each(['', 'recommended', 'ami-0123456789abcdef0', '/a/image_id:3', '/a/image id', `/${'a'.repeat(1011)}`])(
    'refuses the path %j',
    (fromParameter) => {
      expect(promote({ fromParameter })).toEqual([
        `'reboots.promotion.fromParameter' must be the path of an SSM parameter without a version, got ${renderValue(fromParameter)}; copy it from the image's page, such as '…/recommended/image_id', or name one of your own`,
      ]);
    },
  );

  test('takes one of 1011 characters, which is as long as they are', () => {
    expect(promote({ fromParameter: `/${'a'.repeat(1010)}` })).toEqual([]);
  });

  test('refuses the pinned one, which never moves', () => {
    expect(promote({ fromParameter: PINNED })).toEqual([
      `'reboots.promotion.fromParameter' must name a parameter that moves on, not the pinned one of 'aws.image.source', got '${PINNED}'; use the one whose value changes with every release`,
    ]);
    const source = { amiId: 'ami-0123456789abcdef0' };
    expect(promote({ fromParameter: PINNED }, { image: { family: 'al2023', source } })).toEqual([]);
  });
});

describe('the window of a refresh', () => {
  test('is judged like any other', () => {
    expect(promote({ window: { ...NIGHTS, days: [], timeZone: 'CEST' } })).toEqual([
      "'reboots.promotion.window.days' must name at least one day, got []; name the days on which it begins; without one nothing would ever reboot, and leaving out 'reboots' says so",
      "'reboots.promotion.window.timeZone' must be 'UTC', or continent and place of the time zone database, got 'CEST'; write it as 'Europe/Amsterdam'; an offset or an abbreviation knows no daylight saving, and nodes may lack other names",
    ]);
  });

  // 10 minutes to start; six nodes one at a time (a tenth of six is less than one), 300 s warm-up each, two pauses of 600 s.
  test('refuses one shorter than the refresh, and takes one of its length', () => {
    expect(promote({ window: { ...NIGHTS, end: '01:59' } })).toEqual([
      "'reboots.promotion.window' must be long enough to replace 6 nodes, at least 60 minutes, got '59 minutes'; lengthen it, raise 'aws.rollout.maxHealthyPercent', or shorten 'checkpointDelaySeconds'",
    ]);
    expect(promote({ window: { ...NIGHTS, end: '02:00' } })).toEqual([]);
  });

  // Two rounds of three: 10 + 2 x 300 s + 1200 s = 40 minutes.
  test('counts what is replaced at once', () => {
    const window = { ...NIGHTS, end: '01:40' };
    expect(promote({ window }, { rollout: { maxHealthyPercent: 150 } })).toEqual([]);
    expect(promote({ window }, { rollout: { maxHealthyPercent: 149 } })).toEqual([
      expect.stringContaining('at least 45 minutes'),
    ]);
  });

  // 10 + 6 x (300 + 120) s = 52 minutes without a pause.
  test('counts the time that an instance waits for its drain', () => {
    const rollout = { checkpointPercentages: [100] };
    const drain = (end: string) => promote({ window: { ...NIGHTS, end } }, { rollout, terminateHeartbeatSeconds: 120 });
    expect(drain('01:51')).toEqual([expect.stringContaining('at least 52 minutes')]);
    expect(drain('01:52')).toEqual([]);
  });

  // A group of two in each of three zones: 10 + 3 x (2 x 300 + 1200) s = 100 minutes.
  test('counts the groups of a pool that has one in each zone, one after the other', () => {
    const size = { scope: 'per-zone', min: 1, max: 2 } as const;
    expect(promote({ window: { ...NIGHTS, end: '02:39' } }, {}, { size })).toEqual([
      expect.stringContaining('to replace 6 nodes, at least 100 minutes'),
    ]);
    expect(promote({ window: { ...NIGHTS, end: '02:40' } }, {}, { size })).toEqual([]);
  });
});

describe('what replaces nodes on GKE', () => {
  const maintenance = {
    start: '2026-01-05T02:00:00Z',
    end: '2026-01-05T06:00:00Z',
    recurrence: 'FREQ=DAILY',
  };
  const judgeGoogle = (reboots: ReplaceRebootInput, controlPlane: object = { maintenance }) =>
    problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [googlePool({ reboots })], controlPlane })] }));

  test('refuses a window of its own and an age, each on its own', () => {
    const at = "environment 'streaming' > cluster 'main' > pool 'core': ";
    const rule = "be absent on GKE, which replaces nodes in the cluster's one maintenance window";
    expect(judgeGoogle({ kind: 'replace', maxLifetimeDays: 30 })).toEqual([
      `${at}'reboots.maxLifetimeDays' must ${rule}, got 30; leave it out, and state 'controlPlane.maintenance'`,
    ]);
    expect(judgeGoogle({ kind: 'replace', promotion: PROMOTION })).toEqual([
      `${at}'reboots.promotion' must ${rule}, got ${JSON.stringify(PROMOTION)}; leave it out, and state 'controlPlane.maintenance'`,
    ]);
  });

  test("refuses it without the cluster's window, and takes it with one", () => {
    expect(judgeGoogle({ kind: 'replace' }, {})).toEqual([
      "environment 'streaming' > cluster 'main': 'controlPlane.maintenance' must be stated where pools replace their nodes (core), got nothing; state the window; without one GKE upgrades whenever it chooses",
    ]);
    expect(judgeGoogle({ kind: 'replace' })).toEqual([]);
  });
});
