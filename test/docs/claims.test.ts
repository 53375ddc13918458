import type { AwsEnvironmentInput, EnvironmentInput, GoogleEnvironmentInput } from 'keelson';
import { EnvironmentSpec } from 'keelson';
import { addAwsStacks } from 'keelson/aws';
import { addGoogleStacks } from 'keelson/google';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { ALL_CHECKS } from 'keelson/model';
import { synthesizeStacks, type TerraformJson } from 'keelson/testing';
import { manifestFolder } from '../../lib/specs/environment/stack-names';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const shop = projects.of('aws').load('apps/environments/shop.ts')['default'] as AwsEnvironmentInput;
const video = projects.of('google').load('apps/environments/video.ts')['default'] as GoogleEnvironmentInput;

function stacksOf(input: EnvironmentInput): Record<string, TerraformJson> {
  const environment = EnvironmentSpec.from(input);
  return synthesizeStacks((app) => {
    if (environment.cloud === 'aws') addAwsStacks(app, environment);
    else addGoogleStacks(app, environment);
  });
}

/** Arguments of every resource of a type in a stack; the stack must exist. */
function resources(stack: TerraformJson | undefined, type: string): readonly Record<string, unknown>[] {
  return Object.values(stack?.['resource']?.[type] ?? {});
}

describe('the claims of the AWS guide about its environment', () => {
  const stacks = stacksOf(shop);

  test('the bastion has the name by which the guide finds it', () => {
    expect(resources(stacks['shop-main-foundation'], 'aws_instance')).toMatchObject([
      { tags: { Name: 'shop-main-bastion' } },
    ]);
  });

  test('groups are named after their pool, and after their zone where the size is per zone', () => {
    const names = resources(stacks['shop-main-platform'], 'aws_autoscaling_group').map((group) => group['name']);
    expect(names.sort()).toEqual([
      'shop-main-general-eu-central-1a',
      'shop-main-general-eu-central-1b',
      'shop-main-system',
    ]);
  });

  test('each add-on is in the stack that the table names', () => {
    const addons = (stack: string) => resources(stacks[stack], 'aws_eks_addon').map((addon) => addon['addon_name']);
    expect(addons('shop-main-foundation').sort()).toEqual(['eks-pod-identity-agent', 'kube-proxy', 'vpc-cni']);
    expect(addons('shop-main-platform').sort()).toEqual(['aws-ebs-csi-driver', 'coredns', 'metrics-server']);
  });

  test('the client VPN has the name by which the guide finds it', () => {
    const access = {
      kind: 'client-vpn',
      clientCidr: '10.200.0.0/20',
      serverCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/6f1f1d9a-0000-4000-8000-000000000000',
      authentication: { samlProviderArn: 'arn:aws:iam::123456789012:saml-provider/company' },
    } as const;
    const clusters = shop.clusters.map((cluster) => ({ ...cluster, privateAccess: access }));
    const [endpoint] = resources(
      stacksOf({ ...shop, clusters })['shop-main-foundation'],
      'aws_ec2_client_vpn_endpoint',
    );
    expect(endpoint).toMatchObject({ tags: { Name: 'shop-main-client-vpn' } });
  });

  test('resources that must not be lost have prevent_destroy until deletion protection is off', () => {
    const guarded = (input: EnvironmentInput) =>
      Object.entries(stacksOf(input)['shop-main-foundation']?.['resource'] ?? {})
        .filter(([, byId]) => JSON.stringify(byId).includes('"prevent_destroy":true'))
        .map(([type]) => type);
    expect(guarded(shop).sort()).toEqual(['aws_eks_cluster', 'aws_kms_key', 'aws_vpc']);
    const clusters = shop.clusters.map((cluster) => ({ ...cluster, controlPlane: { deletionProtection: false } }));
    expect(guarded({ ...shop, clusters })).toEqual([]);
  });

  test('images of both minors are accepted during an upgrade, and afterwards only those of the new one', () => {
    const upgraded = shop.clusters.map((cluster) => ({ ...cluster, kubernetesVersion: '1.35' }));
    const during = upgraded.map((cluster) => ({ ...cluster, runningVersion: '1.34' }));
    expect(() => EnvironmentSpec.from({ ...shop, clusters: during })).not.toThrow();
    expect(() => EnvironmentSpec.from({ ...shop, clusters: upgraded })).toThrow('be an image of Kubernetes 1.35');
  });
});

test.each([
  ['aws', shop, { vpcCidr: '10.21.0.0/16' }] as const,
  ['google', video, { nodeCidr: '10.60.0.0/22', podCidr: '10.61.0.0/16', controlPlaneCidr: '10.62.0.0/28' }] as const,
])('a second cluster on %s changes no byte of the stacks of the first', (_cloud, input, range) => {
  const alone = stacksOf(input);
  const both = stacksOf(withSecondCluster(input, range));
  for (const name of [`${input.name}-main-foundation`, `${input.name}-main-platform`]) {
    expect(alone[name]).toBeDefined();
    expect(both[name]).toEqual(alone[name]);
  }
  const spec = EnvironmentSpec.from(withSecondCluster(input, range));
  expect(spec.clusters.map((cluster) => manifestFolder(spec, cluster))).toEqual([
    `${input.name}/main`,
    `${input.name}/second`,
  ]);
});

function withSecondCluster(input: AwsEnvironmentInput | GoogleEnvironmentInput, range: object): EnvironmentInput {
  const text = JSON.stringify(input.clusters[0]);
  const second = JSON.parse(text.replaceAll('10.20.', '10.21.').replace('"name":"main"', '"name":"second"'));
  const clusters = [input.clusters[0], { ...second, network: { ...second.network, ...range } }];
  return { ...input, clusters } as EnvironmentInput;
}

describe('the claims of the Google guide about its environment', () => {
  const namesOf = (input: GoogleEnvironmentInput) =>
    resources(stacksOf(input)['video-main-platform'], 'google_container_node_pool').map((pool) => String(pool['name']));

  test('a regional pool is one node pool, a zonal pool one node pool for each zone', () => {
    const shapes = namesOf(video).map((name) => name.replace(/[0-9a-f]{6,}$/, '<hash>'));
    expect(shapes.sort()).toEqual(['core-<hash>', 'edge-a-<hash>', 'edge-b-<hash>', 'edge-c-<hash>']);
  });

  test('another machine type keeps the name of a node pool, and a change that replaces the pool changes the name', () => {
    const changed = (change: object) => {
      const pools = video.clusters[0]?.pools.map((pool) => ({ ...pool, ...change }));
      return namesOf({ ...video, clusters: [{ ...video.clusters[0], pools }] } as GoogleEnvironmentInput);
    };
    expect(changed({ machine: { type: 'n2-standard-16', vcpu: 16, memoryGib: 64 } })).toEqual(namesOf(video));
    expect(changed({ maxPods: 64 })).not.toEqual(expect.arrayContaining([namesOf(video)[0]]));
  });
});

describe('the claims of the guide on manifests', () => {
  const guide = new MarkdownFile('docs/guides/manifests.md');

  test('its table lists exactly the checks of the library, with their severities', () => {
    const rows = guide.prose
      .map((line) => /^\| `([a-z-]+)` \| (error|warning) \|/.exec(line))
      .filter((row) => row !== null);
    expect(rows.map((row) => [row[1], row[2]])).toEqual(ALL_CHECKS.map(({ id, severity }) => [id, severity]));
  });

  test('the annotation of its example has the id of a check', () => {
    const ids = guide.blocksOf('yaml').flatMap(({ text }) => [...text.matchAll(/keelson\.dev\/ignore-([a-z-]+):/g)]);
    expect(ids.map((match) => match[1])).toEqual([
      expect.stringMatching(ALL_CHECKS.map(({ id }) => `^${id}$`).join('|')),
    ]);
  });

  test('a team has network policies that deny by default, two quotas and a service account without a token', () => {
    const [cluster] = EnvironmentSpec.from(shop).clusters;
    const files = cluster === undefined ? [] : synthesizeCharts(cluster, [addStandardCharts]);
    const objects = files.flatMap((file) => file.objects).filter((object) => object.metadata.namespace === 'web');
    const kinds = objects.map((object) => `${object.kind} ${object.metadata.name}`);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'NetworkPolicy default-deny',
        'ResourceQuota team',
        'ResourceQuota no-platform-priorities',
        'ServiceAccount default',
      ]),
    );
  });
});
