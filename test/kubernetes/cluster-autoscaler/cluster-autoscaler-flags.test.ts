import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderAutoscalerFlags } from '../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler-flags';
import type { ClusterAutoscalerInput } from '../../../lib/specs/cluster/controllers/cluster-autoscaler-input';
import { CLUSTER_AUTOSCALER_AS_OF, CLUSTER_AUTOSCALER_IMAGES } from '../../../lib/specs/shipped-images';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsPool } from '../../fixtures/aws-environment';
import { autoscaled, SCALED, SYSTEM } from './autoscaled-clusters';

interface AutoscalerFlags {
  readonly date: string;
  readonly source: string;
  /** The release of each minor that was read. */
  readonly versions: Readonly<Record<string, string>>;
  /** Type, first and last minor of each flag, separated by spaces. */
  readonly flags: Readonly<Record<string, string>>;
}

const UPSTREAM: AutoscalerFlags = JSON.parse(readFileSync(join(__dirname, 'cluster-autoscaler-flags.json'), 'utf8'));

/** Form of the values of each type of flags. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  bool: /^(true|false)$/,
  int: /^-?\d+$/,
  float: /^0\.\d+$|^1$/,
  duration: /^\d+s$/,
  string: /^\S+$/,
  list: /^\S+$/,
};

const EVERYTHING: ClusterAutoscalerInput = {
  expander: 'most-pods',
  priorities: ['general'],
  balanceSimilarGroups: false,
  scaleDown: { enabled: false, unneededSeconds: 1200, delayAfterAddSeconds: 0, utilizationPercent: 65 },
  keepsNodesWith: { localStorage: true, systemPods: false, customControllerPods: false },
  maxNodeProvisionSeconds: 1000,
};

/** Values by the name of the flag. */
function flagsOf(input: ClusterAutoscalerInput = {}, workloads: readonly WorkloadInput[] = []): Map<string, string> {
  const flags = renderAutoscalerFlags(autoscaled({ controllers: { clusterAutoscaler: input }, workloads }));
  const pairs = flags.map((flag) => /^--([a-z-]+)=(.+)$/.exec(flag) ?? []);
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]));
}

test('every flag exists, with values of its type, in each release of which keelson names an image', () => {
  expect(UPSTREAM.date).toBe(CLUSTER_AUTOSCALER_AS_OF);
  const minors = Object.entries(CLUSTER_AUTOSCALER_IMAGES).map(([minor, { image }]) => [minor, image.split(':v')[1]]);
  expect(Object.fromEntries(minors)).toEqual(UPSTREAM.versions);
  for (const [name, value] of [...flagsOf(), ...flagsOf(EVERYTHING)]) {
    const [type = '', first, last] = (UPSTREAM.flags[name] ?? '').split(' ');
    expect([name, first, last]).toEqual([name, '1.30', '1.36']);
    expect(value).toMatch(SHAPES[type] ?? /^$/);
  }
});

test('a flag of a later minor would be found', () => {
  expect(UPSTREAM.flags['startup-taint-prefix']).toBe('list 1.36 1.36');
  expect(UPSTREAM.flags['no-such-flag']).toBeUndefined();
});

test('groups are found by the tags of the cluster, and managed groups with a fixed number are not', () => {
  expect(flagsOf().get('node-group-auto-discovery')).toBe(
    'asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/paas-main,keelson.dev/scaling=cluster-autoscaler',
  );
});

test('every setting reaches its flag', () => {
  expect(Object.fromEntries(flagsOf(EVERYTHING))).toMatchObject({
    expander: 'priority,most-pods',
    'balance-similar-node-groups': 'false',
    'scale-down-enabled': 'false',
    'scale-down-unneeded-time': '1200s',
    'scale-down-delay-after-add': '0s',
    'scale-down-utilization-threshold': '0.65',
    'skip-nodes-with-local-storage': 'true',
    'skip-nodes-with-system-pods': 'false',
    'skip-nodes-with-custom-controller-pods': 'false',
    'max-node-provision-time': '1000s',
  });
});

test('a node may take as long to join as the slowest pool allows', () => {
  const slow = { ...SCALED, name: 'slow', aws: { ...SCALED.aws, rollout: { joinTimeoutSeconds: 1800 } } };
  const fixed = { ...awsPool({ name: 'fixed' }), aws: { ...awsPool().aws, rollout: { joinTimeoutSeconds: 3600 } } };
  const flags = renderAutoscalerFlags(autoscaled({ pools: [SYSTEM, SCALED, slow, fixed] }));
  expect(flags).toContain('--max-node-provision-time=1800s');
  expect(flagsOf().get('max-node-provision-time')).toBe('900s');
});

test('a pod keeps its own grace period where its workload states one, but for pools that others scale', () => {
  const graceful = (pool: string): WorkloadInput => {
    const shutdown = { graceSeconds: 1500 };
    return { name: 'gateway', namespace: 'keelson-system', kind: 'deployment', pools: [pool], shutdown };
  };
  expect(flagsOf({}, [graceful('general')]).get('max-graceful-termination-sec')).toBe('1500');
  expect(flagsOf({}, [graceful('system')]).get('max-graceful-termination-sec')).toBe('600');
});
