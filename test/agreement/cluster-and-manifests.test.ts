import { environments } from '../../apps/environments';
import type { EnvironmentInput } from '../../lib/specs/environment/environment-input';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../fixtures/google-environment';
import { type BothTrees, bothTrees } from './support/both-trees';
import { resources } from './support/terraform-nodes';

const calico: EnvironmentInput = googleEnvironment({
  name: 'calico',
  clusters: [googleCluster({ datapath: 'calico', workloads: [] })],
});
const namespaced: EnvironmentInput = awsEnvironment({
  name: 'namespaced',
  clusters: [
    awsCluster({
      workloads: [],
      access: [
        { principalArn: 'arn:aws:iam::123456789012:role/platform-admin', policy: 'cluster-admin' },
        { principalArn: 'arn:aws:iam::123456789012:role/shop', policy: 'edit', namespaces: ['shop'] },
      ],
    }),
  ],
});

const cases = [...environments, calico, namespaced].map((input) => [input.name, bothTrees(input)] as const);

function addon({ stacks }: BothTrees, name: string): Record<string, unknown> | undefined {
  return resources(stacks, 'aws_eks_addon').find((each) => each['addon_name'] === name);
}

function googleControlPlane({ stacks }: BothTrees) {
  const [cluster] = resources(stacks, 'google_container_cluster');
  return cluster as
    | {
        datapath_provider: string;
        network_policy?: { enabled: boolean; provider: string } | null;
        addons_config: { network_policy_config: { disabled: boolean } };
        workload_identity_config: { workload_pool: string };
        min_master_version: string;
      }
    | undefined;
}

/** Whether a component enforces network policies, as the cloud documents it. */
function enforcesPolicies(trees: BothTrees): boolean {
  const google = googleControlPlane(trees);
  if (google === undefined) {
    const settings = JSON.parse(String(addon(trees, 'vpc-cni')?.['configuration_values'])) as Record<string, unknown>;
    return settings['enableNetworkPolicy'] === 'true';
  }
  if (google.datapath_provider === 'ADVANCED_DATAPATH') return true;
  const { network_policy, addons_config } = google;
  return (
    network_policy?.enabled === true &&
    network_policy.provider === 'CALICO' &&
    !addons_config.network_policy_config.disabled
  );
}

function ofKind(objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] {
  return objects.filter((object) => object.kind === kind);
}

/** Addresses that a policy with this name lets pods reach. */
function addresses(objects: readonly KubernetesObject[], policy: string): string[] {
  const rules = ofKind(objects, 'NetworkPolicy')
    .filter(({ metadata }) => metadata.name === policy)
    .flatMap(
      (object) => (object as unknown as { spec: { egress: { to: { ipBlock?: { cidr: string } }[] }[] } }).spec.egress,
    );
  return [...new Set(rules.flatMap(({ to }) => to.flatMap((peer) => peer.ipBlock?.cidr ?? [])))];
}

describe.each(cases)('environment %s', (_, trees) => {
  const { cluster, stacks, objects } = trees;

  it('enforces the network policies in its manifests', () => {
    expect(ofKind(objects, 'NetworkPolicy').length).toBeGreaterThan(cluster.teams.length);
    expect(enforcesPolicies(trees)).toBe(true);
  });

  it('lets pods reach the DNS server in the Service range that the cluster has', () => {
    const [eks] = resources(stacks, 'aws_eks_cluster') as {
      kubernetes_network_config: { service_ipv4_cidr: string };
    }[];
    const ranges = resources(stacks, 'google_compute_subnetwork').flatMap((subnet) => {
      return subnet['secondary_ip_range'] as { range_name: string; ip_cidr_range: string }[];
    });
    const range =
      eks?.kubernetes_network_config.service_ipv4_cidr ??
      ranges.find(({ range_name }) => range_name === 'services')?.ip_cidr_range;
    // All ranges of these environments end in .0.
    expect(addresses(objects, 'allow-dns')).toContain(`${range?.replace(/\.0\/\d+$/, '.10')}/32`);
  });

  it('serves credentials at the addresses that its policies let pods reach', () => {
    expect(addresses(objects, 'allow-workload-identity')).toHaveLength(1);
    const google = googleControlPlane(trees);
    if (google === undefined) expect(addon(trees, 'eks-pod-identity-agent')).toBeDefined();
    else expect(google.workload_identity_config.workload_pool).toBe(`${googleProject(trees)}.svc.id.goog`);
  });

  it('enforces Pod Security at the minor version of the control plane', () => {
    const [eks] = resources(stacks, 'aws_eks_cluster');
    const version = String(eks?.['version'] ?? googleControlPlane(trees)?.min_master_version);
    for (const { metadata } of ofKind(objects, 'Namespace')) {
      expect(metadata.labels?.['pod-security.kubernetes.io/enforce-version']).toBe(`v${version}`);
    }
  });

  it('has a driver for its default StorageClass, and a StorageClass of keelson only where the cloud marks none as default', () => {
    const classes = ofKind(objects, 'StorageClass');
    if (googleControlPlane(trees) !== undefined) return expect(classes).toEqual([]);
    expect(classes.map((each) => each['provisioner'])).toEqual(['ebs.csi.aws.com']);
    return expect(addon(trees, 'aws-ebs-csi-driver')).toBeDefined();
  });

  it('gives teams access to existing namespaces only', () => {
    const made = new Set(ofKind(objects, 'Namespace').map(({ metadata }) => metadata.name));
    const scopes = resources(stacks, 'aws_eks_access_policy_association').flatMap((each) => {
      return (each['access_scope'] as { namespaces?: string[] }).namespaces ?? [];
    });
    for (const namespace of scopes) expect(made).toContain(namespace);
    if (cluster.environment.name === 'namespaced') expect(scopes).toEqual(['shop']);
  });
});

function googleProject({ cluster }: BothTrees): string {
  return cluster.cloud === 'google' ? cluster.projectId : '';
}
