import type { AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { ImagePromotionInput, ReplaceRebootInput } from '../../../../lib/specs/reboots/reboot-input';
import { renderValue } from '../../../../lib/values/render-value';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';
import { judgePools, NIGHTS, POOL } from '../../reboots/reboot-inputs';

const PINNED =
  '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id';
const PROMOTION: ImagePromotionInput = {
  window: NIGHTS,
  fromParameter: '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id',
};

/** Problems of a pool of six al2023 nodes in three zones that replaces its nodes. */
function judge(
  reboots: ReplaceRebootInput,
  aws: Partial<AwsPoolInput> = {},
  overrides: Partial<AwsNodePoolInput> = {},
): readonly string[] {
  const part = { image: { family: 'al2023', source: { ssmParameter: PINNED } }, rootDisk: { sizeGib: 80 } } as const;
  const size = { scope: 'total', min: 2, max: 6 } as const;
  return judgePools([awsPool({ size, reboots, aws: { ...part, ...aws }, ...overrides })]);
}

/** The same pool in a cluster whose nodes the termination handler drains. */
function judgeDrained(reboots: ReplaceRebootInput, aws: Partial<AwsPoolInput>): readonly string[] {
  const part = { image: { family: 'al2023', source: { ssmParameter: PINNED } }, rootDisk: { sizeGib: 80 } } as const;
  const pool = awsPool({ size: { scope: 'total', min: 2, max: 6 }, reboots, aws: { ...part, ...aws } });
  const controllers = { terminationHandler: 'existing' } as const;
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [pool], controllers })] })).map((problem) =>
    problem.replace(POOL, ''),
  );
}

const promote = (
  promotion: Partial<ImagePromotionInput>,
  ...rest: [aws?: Partial<AwsPoolInput>, overrides?: Partial<AwsNodePoolInput>]
) => judge({ kind: 'replace', promotion: { ...PROMOTION, ...promotion } }, ...rest);

describe('a schedule that replaces nodes on AWS', () => {
  test('is accepted with a promotion, a lifetime, or both', () => {
    expect(judge({ kind: 'replace', promotion: PROMOTION })).toEqual([]);
    expect(judge({ kind: 'replace', maxLifetimeDays: 30 })).toEqual([]);
    expect(judge({ kind: 'replace', promotion: PROMOTION, maxLifetimeDays: 30 })).toEqual([]);
  });

  test('is refused with neither a promotion nor a lifetime', () => {
    expect(judge({ kind: 'replace' })).toEqual([
      "'reboots' must have 'promotion', 'maxLifetimeDays' or both, got '{ kind: 'replace' }'; state 'promotion' for new images on a schedule; a lifetime alone renews nodes with the same image",
    ]);
  });

  test.each([
    [0, 1, 'raise it'],
    [366, 365, 'lower it'],
    [1.5, 2, 'round it'],
  ])('is refused with a lifetime of %d days, and accepted with %d', (refused, taken, remedy) => {
    expect(judge({ kind: 'replace', maxLifetimeDays: refused })).toEqual([
      `'reboots.maxLifetimeDays' must be a whole number of 1 to 365 days, got ${refused}; ${remedy}`,
    ]);
    expect(judge({ kind: 'replace', maxLifetimeDays: taken })).toEqual([]);
  });

  test('is refused on a managed node group', () => {
    expect(judge({ kind: 'replace', maxLifetimeDays: 30 }, { management: 'managed-node-group' })).toEqual([
      "'aws.management' must be 'self-managed' where 'reboots.kind' is 'replace': EKS owns the groups of managed node groups and rolls them at a new version only, got 'managed-node-group'; use 'self-managed', or leave 'reboots' out and change the image's source by hand",
    ]);
  });
});

describe('the parameter of an image promotion', () => {
  test.each(['', 'recommended', 'ami-0123456789abcdef0', '/a/image_id:3', '/a/image id', `/${'a'.repeat(1011)}`])(
    'is refused with the invalid path %j',
    (fromParameter) => {
      expect(promote({ fromParameter })).toEqual([
        `'reboots.promotion.fromParameter' must be the path of an SSM parameter without a version, got ${renderValue(fromParameter)}; copy it from the image publisher's page, such as '…/recommended/image_id', or name a parameter of your own`,
      ]);
    },
  );

  test('is accepted with 1011 characters, the longest of SSM', () => {
    expect(promote({ fromParameter: `/${'a'.repeat(1010)}` })).toEqual([]);
  });

  test('is refused where it is the pinned parameter, whose value never changes', () => {
    expect(promote({ fromParameter: PINNED })).toEqual([
      `'reboots.promotion.fromParameter' must name a parameter whose value changes, not the pinned one of 'aws.image.source', got '${PINNED}'; use the parameter that names the newest release`,
    ]);
    const source = { amiId: 'ami-0123456789abcdef0' };
    expect(promote({ fromParameter: PINNED }, { image: { family: 'al2023', source } })).toEqual([]);
  });
});

describe('the window of an instance refresh', () => {
  test('is judged like any other', () => {
    expect(promote({ window: { ...NIGHTS, days: [], timeZone: 'CEST' } })).toEqual([
      "'reboots.promotion.window.days' must name at least one day, got []; name the days on which the window begins; without a day the window would never open",
      "'reboots.promotion.window.timeZone' must be 'UTC', or a continent or ocean and a place of the time zone database, got 'CEST'; write it as 'Europe/Amsterdam'; offsets and abbreviations do not follow daylight saving, and nodes may lack other names",
    ]);
  });

  // 10 minutes until the start, six nodes one at a time (a tenth of six is less than one) with 300 s of warm-up, two pauses of 600 s.
  test('is refused where it is shorter than the refresh, and accepted where it is as long', () => {
    expect(promote({ window: { ...NIGHTS, end: '01:59' } })).toEqual([
      "'reboots.promotion.window' must be long enough to replace 6 nodes, at least 60 minutes, got '59 minutes'; lengthen the window, raise 'aws.rollout.maxHealthyPercent', or shorten 'checkpointDelaySeconds'",
    ]);
    expect(promote({ window: { ...NIGHTS, end: '02:00' } })).toEqual([]);
  });

  // Two rounds of three: 10 + 2 x 300 s + 1200 s = 40 minutes.
  test('may be shorter where more nodes are replaced at once', () => {
    const window = { ...NIGHTS, end: '01:40' };
    expect(promote({ window }, { rollout: { maxHealthyPercent: 150 } })).toEqual([]);
    expect(promote({ window }, { rollout: { maxHealthyPercent: 149 } })).toEqual([
      expect.stringContaining('at least 45 minutes'),
    ]);
  });

  // 10 + 6 x (300 + 120) s = 52 minutes without a pause.
  test('must include the time for which an instance waits for its drain', () => {
    const rollout = { checkpointPercentages: [100] };
    const drain = (end: string) => {
      const promotion = { ...PROMOTION, window: { ...NIGHTS, end } };
      return judgeDrained({ kind: 'replace', promotion }, { rollout, terminateHeartbeatSeconds: 120 });
    };
    expect(drain('01:51')).toEqual([expect.stringContaining('at least 52 minutes')]);
    expect(drain('01:52')).toEqual([]);
  });

  // A group of two in each of three zones: 10 + 3 x (2 x 300 + 1200) s = 100 minutes.
  test('must include every group of a pool with a group in each zone, one after the other', () => {
    const size = { scope: 'per-zone', min: 1, max: 2 } as const;
    expect(promote({ window: { ...NIGHTS, end: '02:39' } }, {}, { size })).toEqual([
      expect.stringContaining('to replace 6 nodes, at least 100 minutes'),
    ]);
    expect(promote({ window: { ...NIGHTS, end: '02:40' } }, {}, { size })).toEqual([]);
  });
});

describe('a schedule that replaces nodes on GKE', () => {
  const maintenance = {
    start: '2026-01-05T02:00:00Z',
    end: '2026-01-05T06:00:00Z',
    recurrence: 'FREQ=DAILY',
  };
  const judgeGoogle = (reboots: ReplaceRebootInput, controlPlane: object = { maintenance }) =>
    problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [googlePool({ reboots })], controlPlane })] }));

  test('is refused with a promotion, and with a lifetime', () => {
    const at = "environment 'streaming' > cluster 'main' > pool 'core': ";
    const rule = "be absent on GKE, which replaces nodes in the cluster's one maintenance window";
    expect(judgeGoogle({ kind: 'replace', maxLifetimeDays: 30 })).toEqual([
      `${at}'reboots.maxLifetimeDays' must ${rule}, got 30; leave it out, and state 'controlPlane.maintenance'`,
    ]);
    expect(judgeGoogle({ kind: 'replace', promotion: PROMOTION })).toEqual([
      `${at}'reboots.promotion' must ${rule}, got ${JSON.stringify(PROMOTION)}; leave it out, and state 'controlPlane.maintenance'`,
    ]);
  });

  test("is refused without the cluster's maintenance window, and accepted with it", () => {
    expect(judgeGoogle({ kind: 'replace' }, {})).toEqual([
      "environment 'streaming' > cluster 'main': 'controlPlane.maintenance' must be stated where pools replace their nodes (core), got nothing; state the window; without one GKE replaces nodes at any time",
    ]);
    expect(judgeGoogle({ kind: 'replace' })).toEqual([]);
  });
});
