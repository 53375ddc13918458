import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { awsGroup } from '../../fixtures/aws-group';

function stacksWith(groups: Parameters<typeof awsGroup>[0][] | undefined) {
  const cluster = awsCluster(groups === undefined ? {} : { groups: groups.map(awsGroup) });
  const environment = EnvironmentSpec.from(awsEnvironment({ tags: { team: 'edge' }, clusters: [cluster] }));
  return synthesizeStacks((app) => {
    addAwsStacks(app, environment);
  });
}

const PORTS = [{ port: 8404, from: ['nodes'] }];

test('groups are in the platform stack, and open their ports to the nodes of the foundation', () => {
  const stacks = stacksWith([{ ports: PORTS }]);
  const platform = stacks['paas-main-platform']?.['resource'] ?? {};
  const [rule] = Object.values(platform['aws_vpc_security_group_ingress_rule'] ?? {});
  expect(rule).toMatchObject({
    from_port: 8404,
    referenced_security_group_id: expect.stringMatching(/^\$\{data\.terraform_remote_state\./),
  });
  const tags = Object.values(platform['aws_autoscaling_group'] ?? {}).flatMap((group) =>
    group['name'] === 'paas-main-proxy' ? (group['tag'] as { key: string; value: string }[]) : [],
  );
  expect(tags).toContainEqual({ key: 'team', value: 'edge', propagate_at_launch: true });
  expect(tags).toContainEqual({ key: 'keelson-environment', value: 'paas', propagate_at_launch: true });
});

test('a cluster without groups has the same stacks as one that states an empty list', () => {
  expect(stacksWith([])).toEqual(stacksWith(undefined));
  expect(JSON.stringify(stacksWith([]))).not.toContain('keelson.dev/group');
});

test('adding a group changes no resource of a pool', () => {
  const resources = (groups: Parameters<typeof awsGroup>[0][]) =>
    stacksWith(groups)['paas-main-platform']?.['resource'] ?? {};
  const [before, after] = [resources([]), resources([{ ports: PORTS }])];
  for (const [type, byId] of Object.entries(before)) expect(after[type]).toMatchObject(byId);
});
