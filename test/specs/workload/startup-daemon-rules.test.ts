import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { toleratedTaints } from '../../../lib/specs/workload/tolerated-taints';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { ConfigError, renderProblem } from '../../../lib/values/config-error';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';

const EDGE = awsPool({
  name: 'edge',
  purpose: 'traffic',
  taints: [{ key: 'dedicated', value: 'edge', effect: 'NoSchedule' }],
  startupTaint: { removedBy: 'node-tuner' },
  kernel: { profiles: ['many-connections'] },
});

function specOf(workload: Partial<WorkloadInput>): EnvironmentSpec {
  const agent = {
    name: 'log-agent',
    namespace: 'keelson-system',
    kind: 'daemon',
    pools: ['edge'],
    ...workload,
  } as const;
  const clusters = [awsCluster({ pools: [awsPool(), EDGE], workloads: [agent] })];
  return EnvironmentSpec.from(awsEnvironment({ clusters }));
}

function tolerationsOf(workload: Partial<WorkloadInput>): readonly string[] {
  const [daemon] = specOf(workload).clusters[0]?.workloads ?? [];
  return daemon === undefined ? [] : toleratedTaints(daemon).map(({ key }) => key);
}

test("a daemon of the platform tolerates the startup taint only with 'startsBeforeTuning'", () => {
  expect(tolerationsOf({})).toEqual(['dedicated']);
  expect(tolerationsOf({ startsBeforeTuning: true })).toEqual(['dedicated', 'keelson.dev/startup']);
});

test.each<Partial<WorkloadInput>>([
  { namespace: 'shop', startsBeforeTuning: true },
  { kind: 'deployment', startsBeforeTuning: true },
])(
  "refuses 'startsBeforeTuning' for %j, because only daemons of the platform may start before the tuner",
  (workload) => {
    const shown = `${workload.kind ?? 'daemon'} in ${workload.namespace ?? 'keelson-system'}`;
    try {
      specOf(workload);
      throw new Error('accepted');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.problems.map(renderProblem)).toEqual([
        `environment 'paas' > cluster 'main' > workload 'log-agent': 'startsBeforeTuning' must be true for daemons in keelson-system only: other pods have to wait until the node is tuned, got '${shown}'; leave it out; the pods start when the startup taint is removed`,
      ]);
    }
  },
);
