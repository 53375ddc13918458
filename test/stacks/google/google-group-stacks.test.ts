import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { GoogleGroupInput } from '../../../lib/specs/group/google/google-group-input';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { googleGroup } from '../../fixtures/google-group';

const KEY = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/groups';

function stacksWith(
  groups: readonly Partial<GoogleGroupInput>[] | undefined,
  tags: Record<string, string> = { team: 'edge' },
) {
  const cluster = googleCluster(groups === undefined ? {} : { groups: groups.map(googleGroup) });
  const environment = EnvironmentSpec.from(googleEnvironment({ tags, clusters: [cluster] }));
  return synthesizeStacks((app) => {
    addGoogleStacks(app, environment);
  });
}

const platformWith = (...input: Parameters<typeof stacksWith>) =>
  stacksWith(...input)['streaming-main-platform'] as unknown as {
    readonly provider: { readonly google: readonly Record<string, unknown>[] };
    readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  };

const onlyOf = (platform: ReturnType<typeof platformWith>, type: string) =>
  Object.values(platform.resource[type] ?? {})[0] ?? {};

test('groups are in the platform stack, in the subnet of the foundation, and know its nodes', () => {
  const platform = platformWith([{ ports: [{ port: 8404, from: ['nodes'] }] }]);
  const template = onlyOf(platform, 'google_compute_region_instance_template');
  expect(template['network_interface']).toEqual([
    {
      subnetwork: expect.stringMatching(/^\$\{data\.terraform_remote_state\./),
      subnetwork_project: 'example-streaming',
    },
  ]);
  expect(onlyOf(platform, 'google_compute_firewall')).toMatchObject({
    network: expect.stringMatching(/^\$\{data\.terraform_remote_state\./),
    source_tags: ['streaming-main-node'],
    source_ranges: ['10.44.0.0/14'],
  });
});

test('the template has labels of its own, because default labels of the provider would replace it', () => {
  const platform = platformWith([{}]);
  expect(platform.provider.google).toEqual([
    expect.objectContaining({ default_labels: { team: 'edge', 'keelson-environment': 'streaming' } }),
    { alias: 'unlabelled', project: 'example-streaming', region: 'europe-west4' },
  ]);
  expect(onlyOf(platform, 'google_compute_region_instance_template')).toMatchObject({
    provider: 'google.unlabelled',
    labels: { team: 'edge', 'keelson-environment': 'streaming', 'keelson-group': 'proxy' },
    lifecycle: { ignore_changes: ['labels'] },
  });
});

test('a new tag of the environment changes nothing of a group but the labels that its template ignores', () => {
  const [before, after] = [{ team: 'edge' }, { team: 'core' }].map((tags) => platformWith([{}], tags).resource);
  const type = 'google_compute_region_instance_template';
  const unlabelled = (resources: typeof before) =>
    Object.values(resources?.[type] ?? {}).map((template) => ({ ...template, labels: {} }));
  expect(unlabelled(after)).toEqual(unlabelled(before));
  expect(after?.['google_compute_region_instance_group_manager']).toEqual(
    before?.['google_compute_region_instance_group_manager'],
  );
});

test('the right to a key exists before the template that names the key, once for all groups', () => {
  const disk = { sizeGib: 20, kmsKey: { name: KEY, access: 'grant' as const } };
  const platform = platformWith([{ disk }, { name: 'worker', disk }, { name: 'plain' }]);
  const members = Object.keys(platform.resource['google_kms_crypto_key_iam_member'] ?? {});
  expect(members).toHaveLength(1);
  const templates = Object.values(platform.resource['google_compute_region_instance_template'] ?? {});
  const wait = [`google_kms_crypto_key_iam_member.${members[0]}`];
  expect(templates.map(({ depends_on: needs }) => needs)).toEqual([undefined, wait, wait]);
});

test('a cluster without groups has the same stacks as one that states an empty list', () => {
  expect(stacksWith([])).toEqual(stacksWith(undefined));
  expect(JSON.stringify(stacksWith([]))).not.toContain('unlabelled');
});

test('adding a group changes no resource of a pool', () => {
  const [before, after] = [platformWith([]).resource, platformWith([{}]).resource];
  for (const [type, byId] of Object.entries(before)) expect(after[type]).toMatchObject(byId);
});
