import type { NodeTunerInput } from '../../../lib/specs/kernel/node-tuner-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const AT = "environment 'paas' > cluster 'main': ";
const judge = (nodeTuner: NodeTunerInput) => problemsOf(awsEnvironment({ clusters: [awsCluster({ nodeTuner })] }));

test.each([0, 3])('refuses %d seconds between two passes', (assertSeconds) => {
  const remedy = assertSeconds === 0 ? 'raise it' : 'lower it';
  expect(judge({ assertSeconds })).toEqual([
    `${AT}'nodeTuner.assertSeconds' must be a whole number of 1 to 2 seconds, got ${assertSeconds}; ${remedy}`,
  ]);
});

test.each([4, 301])('refuses %d seconds between two checks of the taints', (taintCheckSeconds) => {
  const remedy = taintCheckSeconds === 4 ? 'raise it' : 'lower it';
  expect(judge({ taintCheckSeconds })).toEqual([
    `${AT}'nodeTuner.taintCheckSeconds' must be a whole number of 5 to 300 seconds, got ${taintCheckSeconds}; ${remedy}`,
  ]);
});

test.each(['docker.io/curlimages/curl', 'docker.io/curlimages/curl:latest'])(
  'refuses the image %s, which names no version',
  (image) => {
    expect(judge({ image })).toEqual([
      `${AT}'nodeTuner.image' must name a version, got '${image}'; add the tag of a version or a digest, because a moving tag changes the program that runs as root on every node`,
    ]);
  },
);

test('refuses an invalid image reference', () => {
  expect(judge({ image: 'Curl Image' })).toEqual([
    `${AT}'nodeTuner.image' must be an image reference, got 'Curl Image'; write it as 'registry.example.com/team/app:1.4.2'`,
  ]);
});

test.each(['metrics', '/var/../etc', '/var/lib/', '/', "/var/it's"])('refuses the folder %s', (metricsFolder) => {
  expect(judge({ metricsFolder })).toEqual([
    `${AT}'nodeTuner.metricsFolder' must be an absolute path of letters, digits, dots, dashes and underscores, got '${metricsFolder}'; write it as '/var/lib/node_exporter/textfile_collector'`,
  ]);
});

test('refuses kubeProxy on Dataplane V2, which has no kube-proxy', () => {
  const cluster = googleCluster({ datapath: 'dataplane-v2', nodeTuner: { kubeProxy: true } });
  expect(problemsOf(googleEnvironment({ clusters: [cluster] }))).toEqual([
    "environment 'streaming' > cluster 'main': 'nodeTuner.kubeProxy' must be false on 'dataplane-v2', which has no kube-proxy, got true; leave it out, because the tuner waits for kube-proxy and would never remove the startup taint",
  ]);
});

test('accepts valid values of every member', () => {
  const image = `docker.io/curlimages/curl@sha256:${'a'.repeat(64)}`;
  const nodeTuner = {
    image,
    assertSeconds: 2,
    taintCheckSeconds: 300,
    kubeProxy: false,
    metricsFolder: '/srv/metrics',
  };
  expect(judge(nodeTuner)).toEqual([]);
});

describe('the name of the tuner', () => {
  const named = (workload: Partial<WorkloadInput>) =>
    problemsOf(
      awsEnvironment({
        clusters: [
          awsCluster({
            workloads: [{ name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'], ...workload }],
          }),
        ],
      }),
    );

  test.each([
    { name: 'node-tuner', namespace: 'keelson-system' },
    { name: 'node-tuner', namespace: 'shop' },
    { name: 'node-tuner-edge', namespace: 'keelson-system' },
  ])('is refused for the workload $name in $namespace', (workload) => {
    expect(named(workload)).toEqual([
      `${AT.slice(0, -2)} > workload '${workload.name}': 'name' must not be the name of the platform's own daemon, 'node-tuner', got '${workload.name}'; rename the workload`,
    ]);
  });

  test("is accepted as the beginning of a workload's name in a team", () => {
    expect(named({ name: 'node-tuner-report' })).toEqual([]);
  });
});

describe('a startup taint that the tuner removes', () => {
  const startupTaint = { removedBy: 'node-tuner' };
  const edge = (kernel?: { readonly sysctls: Readonly<Record<string, string>> }) => {
    const pools = [awsPool(), awsPool({ name: 'edge', startupTaint, kernel })];
    return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [] })] }));
  };
  const refusal = `${AT.slice(0, -2)} > pool 'edge': 'startupTaint.removedBy' must name a daemon that runs on this pool: the tuner does not, because no kernel parameter of the pool needs it, got 'node-tuner'; leave 'startupTaint' out, or name a daemon workload; if no daemon removes the taint, no pod ever starts there`;

  test('is refused on a pool without kernel parameters', () => {
    expect(edge()).toEqual([refusal]);
  });

  test('is refused where a file at boot sets all of them', () => {
    expect(edge({ sysctls: { 'vm.max_map_count': '262144' } })).toEqual([refusal]);
  });

  test('is accepted where the tuner keeps one of them', () => {
    expect(edge({ sysctls: { 'net.netfilter.nf_conntrack_max': '262144' } })).toEqual([]);
  });
});
