import { RebootCoordinatorAccess } from '../../../lib/kubernetes/reboot-coordinator/reboot-coordinator-access';
import { COORDINATED, withReboots } from '../../fixtures/coordinated-cluster';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

interface Policy {
  readonly failurePolicy: string;
  readonly matchConstraints: unknown;
  readonly matchConditions: readonly { readonly expression: string }[];
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly { readonly expression: string; readonly message: string }[];
}

const cluster = onlyCluster(withReboots({ general: COORDINATED, jvm: COORDINATED }));
const objects = synthesizeConstruct((chart) => void new RebootCoordinatorAccess(chart, 'Access', { cluster }));

function policyOf(name: string): Policy {
  const found = onlyObject(objects, 'ValidatingAdmissionPolicy', `keelson-reboot-coordinator-${name}`);
  return found['spec'] as unknown as Policy;
}

function expressionOf(policy: Policy, message: string): string | undefined {
  return policy.validations.find((each) => each.message === message)?.expression;
}

describe('the rights of the coordinators', () => {
  test('come after the policies that limit them in the file', () => {
    expect(objects.map(({ kind }) => kind)).toEqual([
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ServiceAccount',
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
      'Role',
      'RoleBinding',
    ]);
  });

  test('are the calls of a drain by eviction, without deleting pods', () => {
    expect(onlyObject(objects, 'ClusterRole')['rules']).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
      { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['get'] },
    ]);
    const subjects = ['general', 'jvm'].map((pool) => {
      return { kind: 'ServiceAccount', name: `reboot-coordinator-${pool}`, namespace: 'keelson-system' };
    });
    expect(onlyObject(objects, 'ClusterRoleBinding')['subjects']).toEqual(subjects);
  });

  test.each(['general', 'jvm'])('include writing the lock on the DaemonSet of the own pool %s', (pool) => {
    const name = `reboot-coordinator-${pool}`;
    expect(onlyObject(objects, 'Role', name)).toMatchObject({
      metadata: { namespace: 'keelson-system' },
      rules: [{ apiGroups: ['apps'], resources: ['daemonsets'], resourceNames: [name], verbs: ['update'] }],
    });
    expect(onlyObject(objects, 'RoleBinding', name)).toMatchObject({
      roleRef: { kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'keelson-system' }],
    });
    expect(onlyObject(objects, 'ServiceAccount', name)['automountServiceAccountToken']).toBe(false);
  });
});

describe.each(['nodes', 'lock'])('the policy on %s', (name) => {
  const policy = policyOf(name);

  test('is in force, applies to these accounts only, and refuses what cannot be evaluated', () => {
    const bound = `keelson-reboot-coordinator-${name}`;
    expect(onlyObject(objects, 'ValidatingAdmissionPolicyBinding', bound)['spec']).toEqual({
      policyName: bound,
      validationActions: ['Deny'],
    });
    expect(policy.failurePolicy).toBe('Fail');
    expect(policy.matchConditions.map(({ expression }) => expression)).toEqual([
      "request.userInfo.username in ['system:serviceaccount:keelson-system:reboot-coordinator-general', " +
        "'system:serviceaccount:keelson-system:reboot-coordinator-jvm']",
    ]);
  });

  test('covers every operation that writes', () => {
    const [group, resource] = name === 'nodes' ? ['', 'nodes'] : ['apps', 'daemonsets'];
    expect(policy.matchConstraints).toEqual({
      resourceRules: [
        {
          apiGroups: [group],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE', 'DELETE'],
          resources: [resource, `${resource}/*`],
        },
      ],
    });
    expect(policy.validations[0]?.expression).toBe("request.operation == 'UPDATE'");
  });
});

describe('on nodes a coordinator', () => {
  const policy = policyOf('nodes');

  test('may change only its own node', () => {
    expect(expressionOf(policy, 'a reboot coordinator may change no node but its own')).toBe(
      "request.userInfo.?extra[?'authentication.kubernetes.io/node-name'].orValue([]) == [request.name]",
    );
  });

  test('may change only one label, to one of two values', () => {
    expect(expressionOf(policy, 'a reboot coordinator may change no label but keelson.dev/rebooting')).toBe(
      "variables.before.all(key, key == 'keelson.dev/rebooting' || key in variables.after) && " +
        "variables.after.all(key, key == 'keelson.dev/rebooting' || variables.before[?key] == variables.after[?key])",
    );
    expect(expressionOf(policy, "keelson.dev/rebooting is 'true' or 'false'")).toContain("in ['true', 'false']");
  });

  test.each([
    'metadata.annotations',
    'metadata.ownerReferences',
    'metadata.finalizers',
    'spec.configSource',
    'spec.externalID',
    'spec.podCIDR',
    'spec.podCIDRs',
    'spec.providerID',
    'spec.taints',
  ])('may not change %s', (path) => {
    const [part, member] = path.split('.');
    expect(expressionOf(policy, `a reboot coordinator may not change ${path}`)).toBe(
      `object.${part}.?${member} == oldObject.${part}.?${member}`,
    );
  });

  test('may cordon and uncordon its node', () => {
    expect(JSON.stringify(policy)).not.toContain('unschedulable');
  });
});

describe('on DaemonSets a coordinator', () => {
  const policy = policyOf('lock');

  test('may change the annotation with the lock, and never what the daemon runs', () => {
    expect(
      expressionOf(policy, 'a reboot coordinator may change no annotation but weave.works/kured-node-lock'),
    ).toContain("key == 'weave.works/kured-node-lock'");
    expect(expressionOf(policy, 'a reboot coordinator may not change what a daemon runs')).toBe(
      'object.spec == oldObject.spec',
    );
  });

  test.each(['metadata.labels', 'metadata.ownerReferences', 'metadata.finalizers'])('may not change %s', (path) => {
    expect(expressionOf(policy, `a reboot coordinator may not change ${path}`)).toContain(`oldObject.`);
  });
});

test('the policy on the lock limits a coordinator to the duration and the number of nodes of its own schedule', () => {
  const schedules = policyOf('lock').variables.find(({ name }) => name === 'schedules')?.expression;
  expect(schedules).toBe(
    "{'reboot-coordinator-general': {'ttl': 1350, 'owners': 1}, 'reboot-coordinator-jvm': {'ttl': 1798, 'owners': 1}}",
  );
});
