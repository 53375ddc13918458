import { DaemonSetAddons } from '../../../lib/aws/addons/daemon-set-addons';
import { awsClusterSpec, resourceOf, resourcesOf, synthesizeAws } from '../synthesize-aws';

type Overrides = Parameters<typeof awsClusterSpec>[0];

function synthesizeAddons(overrides: Overrides = {}) {
  const cluster = awsClusterSpec(overrides);
  return synthesizeAws((stack) => {
    new DaemonSetAddons(stack, 'addons', { cluster, after: [] });
  });
}

function addon(json: ReturnType<typeof synthesizeAddons>, name: string): Record<string, unknown> {
  const found = resourcesOf(json, 'aws_eks_addon').find((candidate) => candidate['addon_name'] === name);
  if (found === undefined) throw new Error(`no add-on ${name}`);
  return found;
}

describe('add-ons that nodes need to be Ready', () => {
  test('are the pod-identity agent, the CNI and kube-proxy, at the versions of the spec', () => {
    const versions = resourcesOf(synthesizeAddons(), 'aws_eks_addon').map((found) => [
      found['addon_name'],
      found['addon_version'],
    ]);
    const { addonVersions } = awsClusterSpec().controlPlane;
    const names = ['eks-pod-identity-agent', 'kube-proxy', 'vpc-cni'];
    expect(Object.fromEntries(versions)).toEqual(Object.fromEntries(names.map((name) => [name, addonVersions[name]])));
  });

  test('stay in the cluster when the stack drops them, and overwrite edits by hand', () => {
    for (const found of resourcesOf(synthesizeAddons(), 'aws_eks_addon')) {
      expect(found).toMatchObject({
        preserve: true,
        resolve_conflicts_on_create: 'OVERWRITE',
        resolve_conflicts_on_update: 'OVERWRITE',
      });
    }
  });

  test('enforce network policies and delegate prefixes, with all values as the strings that the schema requires', () => {
    expect(JSON.parse(String(addon(synthesizeAddons(), 'vpc-cni')['configuration_values']))).toEqual({
      enableNetworkPolicy: 'true',
      env: { AWS_VPC_ENI_MTU: '9001', ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    });
  });

  test('state no warm prefix without prefix delegation', () => {
    const json = synthesizeAddons({ controlPlane: { prefixDelegation: false, podMtu: 1500 } });
    expect(JSON.parse(String(addon(json, 'vpc-cni')['configuration_values']))).toEqual({
      enableNetworkPolicy: 'true',
      env: { AWS_VPC_ENI_MTU: '1500', ENABLE_PREFIX_DELEGATION: 'false' },
    });
  });

  test('give the CNI its permission by pod identity, and install the CNI after the agent that hands out credentials', () => {
    const json = synthesizeAddons();
    expect(resourceOf(json, 'aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
    );
    const cni = addon(json, 'vpc-cni');
    expect(cni['pod_identity_association']).toEqual([
      { role_arn: expect.stringContaining('aws_iam_role.'), service_account: 'aws-node' },
    ]);
    expect(cni['depends_on']).toEqual([
      expect.stringContaining('eks-pod-identity-agent'),
      expect.stringContaining('aws_iam_role_policy_attachment.'),
    ]);
  });

  test('let only the service account of the CNI assume that role', () => {
    const trust = JSON.parse(String(resourceOf(synthesizeAddons(), 'aws_iam_role')['assume_role_policy'])) as {
      Statement: Record<string, unknown>[];
    };
    expect(trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': 'kube-system',
            'aws:RequestTag/kubernetes-service-account': 'aws-node',
          },
        },
      },
    ]);
  });
});
