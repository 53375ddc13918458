import { platform } from '../../../apps/platform';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { balancerVariants } from '../../fixtures/balancer-variants';
import { maximalAwsEnvironments } from '../../fixtures/maximal-aws-environment';
import { maximalGoogleEnvironments } from '../../fixtures/maximal-google-environment';
import { awsVariants, googleVariants } from '../../fixtures/variant-environments';
import { LEFT_OUT } from './left-out';
import { walkArguments } from './walk-arguments';

function stacksOf(input: EnvironmentInput): readonly TerraformJson[] {
  const environment = EnvironmentSpec.from(input);
  const stacks = synthesizeStacks((app) => {
    addAwsStacks(app, environment);
    addGoogleStacks(app, environment);
  });
  return Object.values(stacks);
}

describe('the facts about arguments that the cloud keeps when they are left out', () => {
  const maximal = [...maximalAwsEnvironments(), ...maximalGoogleEnvironments()];
  const variants = [...awsVariants(), ...googleVariants(), ...balancerVariants(), ...maximal];
  const inputs: readonly EnvironmentInput[] = [...platform.environments, ...variants];
  const walk = walkArguments(inputs.flatMap(stacksOf), LEFT_OUT);

  test('cover every type and argument in use', () => {
    expect(walk.unknown).toEqual([]);
  });

  test('show each such argument written in its off state, or left out for a stated reason', () => {
    expect(walk.kept).toEqual([]);
  });

  test('contain no reason that is not needed', () => {
    expect(walk.idleReasons).toEqual([]);
  });
});

describe('the walk over arguments', () => {
  const stack = (type: string, ...resources: readonly Record<string, unknown>[]): TerraformJson => ({
    resource: { [type]: Object.fromEntries(resources.map((resource, index) => [`r${index}`, resource])) },
  });

  test('reports a type that is not in the facts', () => {
    expect(walkArguments([stack('aws_elb', { name: 'main' })]).unknown).toEqual(['aws_elb']);
  });

  test('reports an argument that is in no table, also inside a block', () => {
    const addon = stack('aws_eks_addon', { addon_name: 'coredns', pod_identity_association: [{ colour: 'blue' }] });
    expect(walkArguments([addon]).unknown).toEqual(['aws_eks_addon pod_identity_association.colour']);
  });

  test('reports an argument that one resource writes and another leaves out', () => {
    const addons = stack('aws_eks_addon', { configuration_values: '{}' }, { addon_name: 'coredns' });
    expect(walkArguments([addons]).kept).toEqual(['aws_eks_addon configuration_values']);
  });

  test('accepts a reason for the resources that it names, and for no others', () => {
    const reason = { argument: 'aws_eks_addon configuration_values', where: { addon_name: 'kube-proxy' }, why: '' };
    const written = { configuration_values: '{}' };
    const excused = walkArguments([stack('aws_eks_addon', written, { addon_name: 'kube-proxy' })], [reason]);
    expect(excused).toEqual({ unknown: [], kept: [], idleReasons: [] });
    const other = walkArguments([stack('aws_eks_addon', written, { addon_name: 'coredns' })], [reason]);
    expect(other).toMatchObject({ kept: [reason.argument], idleReasons: [reason.argument] });
  });

  test('counts an empty list as written, and ignores the members of a block that is left out', () => {
    const entries = stack('aws_eks_access_entry', { kubernetes_groups: [] }, { kubernetes_groups: ['shop'] });
    const templates = stack('aws_launch_template', { block_device_mappings: [{ ebs: { iops: 3000 } }] }, {});
    expect(walkArguments([entries, templates]).kept).toEqual([]);
  });
});
