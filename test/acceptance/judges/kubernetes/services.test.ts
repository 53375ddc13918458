import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../../fixtures/google-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import { maximalServices } from '../../../fixtures/maximal-services';
import { KUBERNETES_MINORS } from '../../harness/control-plane';
import { type ManifestObject, splitManifest } from '../../harness/control-plane-apply';
import { Session } from '../../harness/session';
import { applyBandByBand, reapply } from './apply-runs';
import { JudgedCluster } from './judged-cluster';
import { prune } from './prune';
import { type FaultyDeployment, SERVICE_FAULTS } from './service-faults';

/** A pool whose kernel needs the gate, so that pods have an init container before their sidecars. */
const aws = onlyCluster(
  awsEnvironment({
    clusters: [
      awsCluster({
        pools: [awsPool({ kernel: { profiles: ['many-connections'] } })],
        workloads: maximalServices({ namespace: 'shop', pool: 'general' }),
      }),
    ],
  }),
);

const google = onlyCluster(
  googleEnvironment({
    clusters: [
      googleCluster({
        monitoring: { stack: { kind: 'google-managed' } },
        workloads: maximalServices({ namespace: 'video', pool: 'core' }),
      }),
    ],
  }),
);

const CLOUDS = [
  { cloud: 'AWS', manifests: manifestsOf(aws) },
  { cloud: 'Google Cloud', manifests: manifestsOf(google) },
];

const figures = { 'service objects applied': 0, 'service pods made': 0, 'service faults refused': 0 };

afterAll(() => {
  for (const [name, value] of Object.entries(figures)) Session.current().fact('kubernetes', name, value);
});

describe.each(KUBERNETES_MINORS)('on the API server %s', (minor) => {
  let cluster: JudgedCluster;

  beforeAll(async () => {
    cluster = await JudgedCluster.start(minor, `services-${minor.replace('.', '-')}`);
  });

  afterAll(() => cluster?.plane.stop());

  test.each(CLOUDS)(
    'services that state every member on $cloud are accepted, make their pods and stay as they are',
    async ({ manifests }) => {
      const { pods, problems } = await applyBandByBand(cluster, manifests);
      expect(problems).toEqual([]);
      expect(await reapply(cluster, manifests)).toEqual([]);
      expect(await prune(cluster, manifests)).toEqual([]);
      figures['service objects applied'] += manifests.length;
      figures['service pods made'] += pods;
    },
  );

  test.each(SERVICE_FAULTS.filter(({ minors }) => minors?.includes(minor) ?? true))(
    '$name is refused',
    async ({ change, message }) => {
      const namespace = `fault-${SERVICE_FAULTS.findIndex((fault) => fault.message === message)}`;
      const { problems } = await applyBandByBand(cluster, faulty(namespace, change));
      expect(problems.join('\n')).toMatch(message);
      figures['service faults refused'] += 1;
    },
  );
});

function manifestsOf(cluster: AwsClusterSpec | GoogleClusterSpec): readonly ManifestObject[] {
  const files = synthesizeCharts(cluster, [addStandardCharts]);
  return files.flatMap(({ path, text }) => splitManifest(path, text));
}

/** The Deployment of the service with a sidecar, with one fault, in a namespace of its own. */
function faulty(namespace: string, change: (deployment: FaultyDeployment) => void): readonly ManifestObject[] {
  const [file] = synthesizeCharts(aws, [addStandardCharts]).filter(({ path }) => path === '60-shop-web.k8s.yaml');
  const sound = file?.objects.find(({ kind }) => kind === 'Deployment');
  if (sound === undefined) throw new Error('the fixture has no service');
  const deployment = JSON.parse(JSON.stringify(sound)) as FaultyDeployment & { metadata: { namespace: string } };
  deployment.metadata.namespace = namespace;
  change(deployment);
  const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  return [
    ...splitManifest('00-namespace.k8s.yaml', JSON.stringify(space)),
    ...splitManifest('60-fault.k8s.yaml', JSON.stringify(deployment)),
  ];
}
