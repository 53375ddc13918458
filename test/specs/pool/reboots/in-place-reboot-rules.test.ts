import type { AwsImageInput, AwsPoolInput } from '../../../../lib/specs/pool/aws/aws-pool-input';
import type { GooglePoolInput } from '../../../../lib/specs/pool/google/google-pool-input';
import type { AmazonLinuxUpdatesInput, RandomRebootInput } from '../../../../lib/specs/reboots/reboot-input';
import { awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';
import { COORDINATED, EVERY_DAY, judge, judgePools, RANDOM, STAGGERED, ubuntuPool } from '../../reboots/reboot-inputs';

const BOTTLEROCKET: AwsImageInput = {
  family: 'bottlerocket',
  source: { ssmParameter: '/aws/service/bottlerocket/aws-k8s-1.34/x86_64/1.49.0-deadbeef/image_id' },
};
const AMAZON_LINUX: AmazonLinuxUpdatesInput = { releasever: '2023.9.20251117', unlockKernel: true };
const MONDAY_CARE = {
  window: {
    days: ['monday', 'tuesday', 'wednesday', 'thursday'],
    start: '05:00',
    end: '12:00',
    timeZone: 'Europe/Amsterdam',
  },
  firstDay: '2026-01-05',
} as const;

const judgeAl2023 = (reboots: RandomRebootInput) => judgePools([awsPool({ reboots })]);
const judgePart = (aws: Partial<AwsPoolInput>, reboots: typeof RANDOM | typeof COORDINATED = RANDOM) =>
  judgePools([ubuntuPool({ reboots, aws: { ...ubuntuPool().aws, ...aws } })]);
const judgeGoogle = (family: GooglePoolInput['image']['family'], reboots: typeof RANDOM | { kind: 'replace' }) => {
  const pool = googlePool({ reboots, google: { image: { family }, disk: { sizeGib: 100 } } });
  const cluster = googleCluster({ pools: [pool], controlPlane: { maintenance: MONDAY_CARE } });
  return problemsOf(googleEnvironment({ clusters: [cluster] }));
};

describe('images that are not updated in place', () => {
  test('are refused for al2023 under every kind of schedule, unlike ubuntu', () => {
    for (const reboots of [RANDOM, STAGGERED, COORDINATED]) {
      expect(judgePools([awsPool({ reboots })])).toEqual([
        `'reboots.kind' must be 'replace' for 'al2023', whose packages are locked to the image's release and whose kernel and containerd are locked by EKS, got '${reboots.kind}'; use 'replace', or an Ubuntu image on AWS`,
      ]);
      expect(judge(reboots)).toEqual([]);
    }
  });

  test('are refused for bottlerocket', () => {
    const reboots = RANDOM;
    expect(judgePools([ubuntuPool({ reboots, aws: { image: BOTTLEROCKET, rootDisk: { sizeGib: 80 } } })])).toEqual([
      "'reboots.kind' must be 'replace' for 'bottlerocket', which has no packages: a new image takes the place of the old one, got 'random'; use 'replace', or an Ubuntu image on AWS",
    ]);
  });

  test.each([
    ['cos', 'which GKE replaces: its system is read-only'],
    ['ubuntu-gke', 'which GKE replaces: GKE turns package updates off and undoes changes at the next upgrade'],
  ] as const)("are refused for %s, and accepted with the kind 'replace'", (family, why) => {
    expect(judgeGoogle(family, RANDOM)).toEqual([
      `environment 'streaming' > cluster 'main' > pool 'core': 'reboots.kind' must be 'replace' for '${family}', ${why}, got 'random'; use 'replace', or an Ubuntu image on AWS`,
    ]);
    expect(judgeGoogle(family, { kind: 'replace' })).toEqual([]);
  });
});

describe('Amazon Linux in place', () => {
  test('is accepted with a release and an unlocked kernel', () => {
    expect(judgeAl2023({ ...RANDOM, amazonLinux: AMAZON_LINUX })).toEqual([]);
    expect(judgeAl2023({ ...RANDOM, amazonLinux: { ...AMAZON_LINUX, releasever: 'latest' } })).toEqual([]);
  });

  test.each(['2023', '2023.9', '2023.9.2025-11-17', '2022.0.20221117', 'newest'])(
    'is refused with the invalid release %j',
    (releasever) => {
      expect(judgeAl2023({ ...RANDOM, amazonLinux: { ...AMAZON_LINUX, releasever } })).toEqual([
        `'reboots.amazonLinux.releasever' must be a release of Amazon Linux 2023 or 'latest', got '${releasever}'; write it as '2023.9.20251117', a release that was tested`,
      ]);
    },
  );

  test('is refused with a locked kernel', () => {
    const amazonLinux = { ...AMAZON_LINUX, unlockKernel: false as true };
    expect(judgeAl2023({ ...RANDOM, amazonLinux })).toEqual([
      "'reboots.amazonLinux.unlockKernel' must be true, got false; state true, or use 'replace'; while EKS locks its version, the kernel is never updated",
    ]);
  });

  test('is refused with unattended-upgrades, which needs apt', () => {
    const window = { ...RANDOM.window, days: EVERY_DAY };
    const armedBy = 'unattended-upgrades';
    expect(judgeAl2023({ ...RANDOM, window, armedBy, amazonLinux: AMAZON_LINUX })).toEqual([
      "'reboots.armedBy' must be 'timer' for 'al2023', which has no apt, got 'unattended-upgrades'; leave it out",
    ]);
  });

  test("is refused where the image is not 'al2023'", () => {
    expect(judge({ ...RANDOM, amazonLinux: AMAZON_LINUX })).toEqual([
      `'reboots.amazonLinux' must be absent for 'ubuntu', got {"releasever":"2023.9.20251117","unlockKernel":true}; leave it out; only 'al2023' reads it`,
    ]);
  });
});

describe('unattended-upgrades as what reboots', () => {
  const armedBy = 'unattended-upgrades';
  const everyDay = { ...RANDOM.window, days: EVERY_DAY };

  test('is accepted with a window on every day, no blackout and no jitter', () => {
    expect(judge({ ...RANDOM, armedBy, window: everyDay })).toEqual([]);
  });

  test.each([
    ['2 days', { window: RANDOM.window }],
    ['blackouts', { window: { ...everyDay, blackouts: [{ from: '2026-12-19', to: '2027-01-03' }] } }],
    ['a jitter', { window: everyDay, jitterSeconds: 30 }],
    [
      '2 days, blackouts, a jitter',
      { window: { ...RANDOM.window, blackouts: [{ from: '2026-12-19', to: '2027-01-03' }] }, jitterSeconds: 30 },
    ],
  ])('is refused with %s, which the timer accepts', (reasons, parts) => {
    expect(judge({ ...RANDOM, armedBy, ...parts })).toEqual([
      `'reboots.armedBy' must be 'timer' where the window has fewer than seven days, blackouts or a jitter, got ''unattended-upgrades' with ${reasons}'; leave it out: unattended-upgrades reads an hour and a minute, and would ignore the rest`,
    ]);
    expect(judge({ ...RANDOM, armedBy: 'timer', ...parts })).toEqual([]);
  });
});

describe('health checks where nodes reboot in place', () => {
  test('are refused where they are those of a load balancer, which would report a rebooting node as failed', () => {
    expect(judgePart({ healthCheck: 'ELB' })).toEqual([
      "'aws.healthCheck' must be 'EC2' where nodes reboot in place ('reboots.kind' is 'random'), got 'ELB'; leave it out: the load balancer reports a rebooting node as unhealthy, and the group would terminate the node",
    ]);
    expect(judgePart({ healthCheck: 'EC2' })).toEqual([]);
  });

  test('may be those of a load balancer where nodes are replaced', () => {
    const reboots = { kind: 'replace', maxLifetimeDays: 14 } as const;
    expect(judgePools([ubuntuPool({ reboots, aws: { ...ubuntuPool().aws, healthCheck: 'ELB' } })])).toEqual([]);
  });

  test("refuse 'rebootMinutes' shorter than the graceful shutdown", () => {
    const gracefulShutdown = { totalSeconds: 300 };
    expect(judgePart({ gracefulShutdown })).toEqual([
      "'reboots.rebootMinutes' must be more than the graceful shutdown alone ('aws.gracefulShutdown.totalSeconds' is 300 s), got '5 (300 s)'; measure it from the beginning of the shutdown until the node is Ready again",
    ]);
    expect(judgePart({ gracefulShutdown: { totalSeconds: 299 } })).toEqual([]);
  });
});
