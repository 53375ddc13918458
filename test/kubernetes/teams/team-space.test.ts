import { PRIORITY_CLASS_NAMES } from '../../../lib/kubernetes/cluster/priority-classes';
import { TeamRoles } from '../../../lib/kubernetes/teams/team-roles';
import { TeamSpace } from '../../../lib/kubernetes/teams/team-space';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { TeamInput } from '../../../lib/specs/workload/team-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

const SHOP: TeamInput = { name: 'shop', quota: { cpu: '8', memory: '16Gi', pods: 50 }, groups: [] };

function space(input: EnvironmentInput): readonly KubernetesObject[] {
  const cluster = onlyCluster(input);
  const team = cluster.teams.find(({ name }) => name === 'shop');
  if (team === undefined) throw new Error('the fixture has no team shop');
  return synthesizeConstruct((chart) => void new TeamSpace(chart, 'shop', { cluster, team }));
}

function onAws(shop: Partial<TeamInput> = {}, others: TeamInput[] = []) {
  return space(awsEnvironment({ clusters: [awsCluster({ teams: [{ ...SHOP, ...shop }, ...others], workloads: [] })] }));
}

function onGoogle(datapath: 'dataplane-v2' | 'calico', shop: Partial<TeamInput> = {}) {
  const teams = [{ ...SHOP, ...shop }];
  return space(googleEnvironment({ clusters: [googleCluster({ datapath, teams, workloads: [] })] }));
}

function policy(objects: readonly KubernetesObject[], name: string) {
  const { spec } = onlyObject(objects, 'NetworkPolicy', name);
  return spec as { podSelector: unknown; policyTypes: string[]; ingress?: Rule[]; egress?: Rule[] };
}

interface Rule {
  from?: unknown[];
  to?: { ipBlock?: { cidr: string; except?: string[] } }[];
  ports?: { port: number; protocol: string }[];
}

const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

describe("a team's namespace", () => {
  it.each([
    ['EKS', onAws()],
    ['GKE', onGoogle('dataplane-v2')],
  ])(
    'has no empty list on %s, because the API server drops empty lists and each apply would change the object',
    (_, objects) => {
      expect(JSON.stringify(objects)).not.toContain('[]');
      expect(policy(objects, 'allow-to-addresses')).toEqual({ podSelector: {}, policyTypes: ['Egress'] });
    },
  );

  it('enforces the Pod Security level of the team at the minor of the cluster, and warns by the strictest level', () => {
    expect(onlyObject(onAws({ podSecurity: 'baseline' }), 'Namespace').metadata).toEqual({
      name: 'shop',
      labels: {
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/enforce-version': 'v1.34',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'v1.34',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'v1.34',
      },
    });
  });

  it('limits requests and pods, and allows no load balancers and node ports', () => {
    expect(onlyObject(onAws(), 'ResourceQuota', 'team')['spec']).toEqual({
      hard: {
        'requests.cpu': '8',
        'requests.memory': '16Gi',
        pods: '50',
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    });
  });

  it('allows no pods with priority classes of the platform', () => {
    const { spec } = onlyObject(onAws(), 'ResourceQuota', 'no-platform-priorities') as KubernetesObject & {
      spec: { hard: unknown; scopeSelector: { matchExpressions: { values: string[] }[] } };
    };
    expect(spec.hard).toEqual({ pods: '0' });
    expect(spec.scopeSelector.matchExpressions[0]?.values).toEqual([
      'system-cluster-critical',
      'system-node-critical',
      PRIORITY_CLASS_NAMES.platform,
      PRIORITY_CLASS_NAMES.traffic,
    ]);
  });

  it('has default requests and a default memory limit, and no CPU limit', () => {
    expect(onlyObject(onAws({ containerDefaults: { cpu: '50m', memory: '64Mi' } }), 'LimitRange')['spec']).toEqual({
      limits: [{ type: 'Container', defaultRequest: { cpu: '50m', memory: '64Mi' }, default: { memory: '64Mi' } }],
    });
  });

  it('mounts no token into pods that use the default service account', () => {
    const account = onlyObject(onAws(), 'ServiceAccount');
    expect(account).toMatchObject({
      metadata: { name: 'default', namespace: 'shop' },
      automountServiceAccountToken: false,
    });
  });
});

describe("a team's network policies", () => {
  it('deny all traffic by default', () => {
    expect(policy(onAws(), 'default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  it('list the direction of every rule, so that no direction is allowed by omission', () => {
    for (const object of onAws().filter(({ kind }) => kind === 'NetworkPolicy')) {
      const { ingress, egress, policyTypes } = policy([object], object.metadata.name);
      if (ingress !== undefined) expect(policyTypes).toContain('Ingress');
      if (egress !== undefined) expect(policyTypes).toContain('Egress');
      for (const rule of [...(ingress ?? []), ...(egress ?? [])]) expect(rule.from ?? rule.to).not.toEqual([]);
    }
  });

  it.each([
    ['EKS', onAws(), ['172.20.0.10/32', '169.254.20.10/32']],
    ['GKE', onGoogle('dataplane-v2'), ['10.41.0.10/32', '169.254.20.10/32', '169.254.169.254/32']],
  ])('allow DNS on %s at every address that may answer: pods, node cache, Service', (_, objects, addresses) => {
    const [rule] = policy(objects, 'allow-dns').egress ?? [];
    expect(rule?.to?.flatMap((peer) => peer.ipBlock?.cidr ?? [])).toEqual(addresses);
    expect(rule?.to).toEqual(
      expect.arrayContaining(
        ['kube-dns', 'node-local-dns'].map((app) => ({
          ...namespace('kube-system'),
          podSelector: { matchLabels: { 'k8s-app': app } },
        })),
      ),
    );
    expect(rule?.ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
  });

  it.each([
    ['EKS', onAws(), '169.254.170.23/32', [80]],
    ['GKE with Dataplane V2', onGoogle('dataplane-v2'), '169.254.169.254/32', [80, 8080]],
    ['GKE with Calico', onGoogle('calico'), '169.254.169.252/32', [987, 988]],
  ])("allow requests for the credentials of the pod's own service account on %s", (_, objects, cidr, ports) => {
    const [rule] = policy(objects, 'allow-workload-identity').egress ?? [];
    expect(rule?.to).toEqual([{ ipBlock: { cidr } }]);
    expect(rule?.ports?.map(({ port }) => port)).toEqual(ports);
  });

  it("never allow requests to the instance's metadata on EKS", () => {
    expect(JSON.stringify(onAws())).not.toContain('169.254.169.254');
  });

  it('allow traffic from the namespaces that the team names, and have no rules where it names none', () => {
    expect(policy(onAws({ allowFrom: ['web'] }), 'allow-from-namespaces').ingress).toEqual([
      { from: [namespace('web')] },
    ]);
    expect(policy(onAws(), 'allow-from-namespaces')).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });

  it('allow egress to a team that allows traffic from this team', () => {
    const others = [
      { ...SHOP, name: 'billing', allowFrom: ['shop'] },
      { ...SHOP, name: 'private' },
    ];
    expect(policy(onAws({}, others), 'allow-to-namespaces').egress).toEqual([{ to: [namespace('billing')] }]);
  });

  it("allow daemons on the host's network by the range of the nodes with Calico only", () => {
    const from = (objects: readonly KubernetesObject[]) => policy(objects, 'allow-from-namespaces').ingress?.[0]?.from;
    const shop = { allowFrom: ['keelson-system'] };
    expect(from(onGoogle('calico', shop))).toEqual([
      namespace('keelson-system'),
      { ipBlock: { cidr: '10.40.0.0/20' } },
    ]);
    expect(from(onGoogle('dataplane-v2', shop))).toEqual([namespace('keelson-system')]);
    expect(from(onAws(shop))).toEqual([namespace('keelson-system')]);
  });

  it("allow egress to stated addresses and ports, and exclude the machine's own services from the internet", () => {
    const egressTo = [
      { cidr: '10.20.0.0/16', ports: [5432] },
      { cidr: '0.0.0.0/0', ports: [443] },
    ];
    expect(policy(onAws({ egressTo }), 'allow-to-addresses').egress).toEqual([
      { to: [{ ipBlock: { cidr: '10.20.0.0/16' } }], ports: [{ protocol: 'TCP', port: 5432 }] },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }], ports: [{ protocol: 'TCP', port: 443 }] },
    ]);
  });
});

describe('the roles of teams', () => {
  const roles = synthesizeConstruct((chart) => void new TeamRoles(chart, 'TeamRoles'));
  const rules = (name: string) =>
    (
      onlyObject(roles, 'ClusterRole', name) as KubernetesObject & {
        rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
      }
    ).rules;

  /** Verbs of a role for a resource. */
  function verbs(name: string, resource: string): string[] {
    return rules(name)
      .filter((rule) => rule.resources.includes(resource))
      .flatMap((rule) => rule.verbs);
  }

  it('are bound to the groups of the team, in its namespace only', () => {
    const objects = onAws({
      groups: [
        { name: 'developers', role: 'edit' },
        { name: 'support', role: 'view' },
      ],
    });
    expect(objects.filter(({ kind }) => kind === 'ClusterRoleBinding')).toEqual([]);
    expect(onlyObject(objects, 'RoleBinding', 'team-edit')).toMatchObject({
      metadata: { namespace: 'shop' },
      roleRef: { kind: 'ClusterRole', name: 'keelson-team-edit' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'developers' }],
    });
    expect(onlyObject(objects, 'RoleBinding', 'team-view')['subjects']).toMatchObject([{ name: 'support' }]);
  });

  it('keep a binding without groups, so that a group that is removed last loses its access', () => {
    expect(onlyObject(onAws(), 'RoleBinding', 'team-edit')).not.toHaveProperty('subjects');
  });

  it.each([
    'networkpolicies',
    'resourcequotas',
    'limitranges',
    'roles',
    'rolebindings',
    'daemonsets',
    'endpoints',
    'endpointslices',
    'serviceaccounts/token',
    'namespaces',
    'nodes',
  ])('never change %s', (resource) => {
    expect(verbs('keelson-team-edit-rules', resource)).toEqual([]);
    for (const verb of verbs('keelson-team-view-rules', resource)) expect(['get', 'list', 'watch']).toContain(verb);
  });

  it('have no wildcards, and cannot impersonate, escalate or bind', () => {
    for (const role of ['keelson-team-edit-rules', 'keelson-team-view-rules']) {
      for (const rule of rules(role)) {
        for (const word of [...rule.apiGroups, ...rule.resources, ...rule.verbs]) {
          expect(['*', 'impersonate', 'escalate', 'bind']).not.toContain(word);
        }
      }
    }
  });

  it('do not let readers see Secrets', () => {
    expect(verbs('keelson-team-view-rules', 'secrets')).toEqual([]);
  });

  it('are aggregated without rules in the manifest, because every apply would otherwise clear the aggregated ones', () => {
    for (const name of ['keelson-team-edit', 'keelson-team-view']) {
      expect(onlyObject(roles, 'ClusterRole', name)).not.toHaveProperty('rules');
    }
  });
});
