import { TeamAdmission } from '../../../lib/kubernetes/teams/team-admission';
import type { TeamInput } from '../../../lib/specs/workload/team-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

const SHOP: TeamInput = { name: 'shop', quota: { cpu: '8', memory: '16Gi', pods: 50 }, groups: [] };
const EDGE = awsPool({ name: 'edge', startupTaint: { removedBy: 'opener', key: 'example.com/cold' } });
const OPENER: WorkloadInput = { name: 'opener', namespace: 'shop', kind: 'daemon', pools: ['edge'] };

function admission(...teams: readonly TeamInput[]) {
  const clusters = [awsCluster({ pools: [awsPool(), EDGE], teams, workloads: [OPENER] })];
  const cluster = onlyCluster(awsEnvironment({ clusters }));
  return synthesizeConstruct((chart) => void new TeamAdmission(chart, 'TeamAdmission', { cluster }));
}

interface Policy {
  readonly failurePolicy: string;
  readonly matchConstraints: { readonly resourceRules: readonly object[] };
  readonly matchConditions: readonly { readonly expression: string }[];
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly { readonly expression: string; readonly messageExpression: string }[];
}

const objects = admission(SHOP, { ...SHOP, name: 'web', admission: 'audit', maxGraceSeconds: 900 });
const policyOf = (name: string) => onlyObject(objects, 'ValidatingAdmissionPolicy', name)['spec'] as Policy;
const variable = (policy: Policy, name: string) => policy.variables.find((each) => each.name === name)?.expression;

describe('the policy on the pods of teams', () => {
  const policy = policyOf('keelson-team-pods');

  it('matches every kind that starts pods, and refuses requests where it cannot be evaluated', () => {
    expect(policy.failurePolicy).toBe('Fail');
    const rule = (group: string, ...resources: readonly string[]) => ({
      apiGroups: [group],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE'],
      resources,
    });
    expect(policy.matchConstraints).toEqual({
      resourceRules: [
        rule('', 'pods', 'replicationcontrollers'),
        rule('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
        rule('batch', 'cronjobs', 'jobs'),
      ],
    });
  });

  it('validates a new object, new tolerations of a pod, and a changed template', () => {
    const template = (side: string) => `dyn(${side}).spec.?jobTemplate.spec.template.or(dyn(${side}).spec.?template)`;
    const tolerations = (side: string) => `dyn(${side}).spec.?tolerations.orValue([])`;
    expect(policy.matchConditions).toEqual([
      {
        name: 'changes-pods',
        expression: `request.operation == 'CREATE' || (object.kind == 'Pod' ? ${tolerations('object')} != ${tolerations('oldObject')} : ${template('object')} != ${template('oldObject')})`,
      },
    ]);
  });

  it('refuses a toleration without a key, a startup taint, a nodeName, and a grace period above the limit', () => {
    expect(policy.validations.map(({ expression }) => expression)).toEqual([
      'variables.isShort',
      "!variables.isShort || variables.tolerations.all(toleration, toleration.?key.orValue('') != '')",
      "!variables.isShort || variables.tolerations.all(toleration, request.namespace in variables.startupKeys[?toleration.?key.orValue('')].orValue([request.namespace]))",
      "variables.node == '' || (object.kind == 'Pod' && request.operation == 'UPDATE')",
      'variables.grace <= variables.maxGrace',
    ]);
  });

  it('has messages with the object, the reason and a remedy', () => {
    const words = policy.validations.map(({ messageExpression }) => messageExpression);
    expect(words).toEqual([
      "variables.who + ' states ' + string(size(variables.tolerations)) + ' tolerations, and at most 1000 are read; remove those that no node needs'",
      "variables.who + ' tolerates every taint (a toleration without a key), so its pods would start on nodes that are not ready for pods; give the key of each taint that they have to tolerate'",
      "variables.who + ' tolerates the startup taint ' + variables.closed.join(', ') + ', so its pods would start on nodes that are not ready for pods; remove this toleration, because the pods start as soon as the taint is gone'",
      "variables.who + ' states nodeName ' + variables.node + ', so its pods would start on that node without the scheduler and in spite of its NoSchedule taints; leave nodeName out and select nodes by the label keelson.dev/pool'",
      "variables.who + ' states terminationGracePeriodSeconds ' + string(variables.grace) + ', and the team may state at most ' + string(variables.maxGrace) + ' because a drain waits for the pods; lower it, or let the platform raise maxGraceSeconds of the team'",
    ]);
  });

  it('has the longest grace period of each team, and 300 s for the namespace of a removed team', () => {
    expect(variable(policy, 'graces')).toBe("{'shop': 300, 'web': 900}");
    expect(variable(policy, 'maxGrace')).toContain(': 300');
    expect(variable(policy, 'grace')).toContain('orValue(30)');
  });

  it('lets the team whose daemon removes a startup taint tolerate it', () => {
    expect(variable(policy, 'startupKeys')).toBe("{'example.com/cold': ['shop']}");
  });
});

describe('the policy on the budgets of teams', () => {
  const policy = policyOf('keelson-team-budgets');

  it('matches new budgets and those whose spec changes, and refuses requests where it cannot be evaluated', () => {
    expect(policy).toMatchObject({
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['policy'],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['poddisruptionbudgets'],
          },
        ],
      },
      matchConditions: [{ expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" }],
    });
  });

  it('refuses every form of a budget that allows no eviction', () => {
    expect(policy.validations).toEqual([
      {
        expression: "!variables.maxUnavailable.matches('^0+%?$')",
        messageExpression:
          "variables.who + ' lets no pod go (maxUnavailable ' + variables.maxUnavailable + '), so no node with such a pod could be drained; allow at least 1 by maxUnavailable'",
      },
      {
        expression: "!variables.minAvailable.matches('^0*100%$')",
        messageExpression:
          "variables.who + ' lets no pod go (minAvailable ' + variables.minAvailable + '), so no node with such a pod could be drained; allow at least 1 by maxUnavailable'",
      },
      {
        expression: "variables.maxUnavailable != '' || variables.minAvailable != ''",
        messageExpression:
          "variables.who + ' lets no pod go (neither maxUnavailable nor minAvailable is stated), so no node with such a pod could be drained; allow at least 1 by maxUnavailable'",
      },
    ]);
  });
});

describe('the bindings of the policies', () => {
  const binding = (name: string) => onlyObject(objects, 'ValidatingAdmissionPolicyBinding', name)['spec'];
  const of = (namespace: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  });

  it.each(['keelson-team-pods', 'keelson-team-budgets'])('enforce %s in the namespaces of teams only', (policy) => {
    expect(binding(`${policy}-shop`)).toEqual({
      policyName: policy,
      validationActions: ['Deny'],
      matchResources: of('shop'),
    });
    expect(binding(`${policy}-web`)).toEqual({
      policyName: policy,
      validationActions: ['Audit', 'Warn'],
      matchResources: of('web'),
    });
    expect(objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')).toHaveLength(4);
  });

  it('keep their names where a team changes from audit to deny, because an apply does not delete an old binding', () => {
    const names = (team: TeamInput) => admission(team).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names({ ...SHOP, admission: 'audit' })).toEqual(names(SHOP));
  });
});
