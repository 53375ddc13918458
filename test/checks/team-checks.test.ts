import type { Check } from '../../lib/checks/check';
import { podSecurityRefusesPods } from '../../lib/checks/pod-security-refuses-pods';
import { policyRefusesPods } from '../../lib/checks/policy-refuses-pods';
import { runChecks } from '../../lib/checks/run-checks';
import type { TeamInput } from '../../lib/specs/workload/team-input';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { type ManifestOverrides, manifest, modelOf } from '../fixtures/manifests';

const SHOP: TeamInput = { name: 'shop', quota: { cpu: '8', memory: '16Gi', pods: 50 }, groups: [] };
const COLD = awsPool({ name: 'cold', startupTaint: { key: 'example.com/cold', removedBy: 'warmer' } });
const WARMER = { name: 'warmer', namespace: 'web', kind: 'daemon', pools: ['cold'] } as const;

function saidOf(check: Check, overrides: ManifestOverrides, shop: Partial<TeamInput> = {}): readonly string[] {
  const teams = [
    { ...SHOP, ...shop },
    { ...SHOP, name: 'web' },
  ];
  const clusters = [awsCluster({ pools: [awsPool(), COLD], teams, workloads: [WARMER] })];
  const findings = runChecks(modelOf(awsEnvironment({ clusters }), [manifest(overrides)]), [check]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

const SUBJECT = "error: cluster 'main' > Deployment 'shop/api': ";

describe('policy-refuses-pods', () => {
  const said = (pod: Readonly<Record<string, unknown>>, more: ManifestOverrides = {}, shop: Partial<TeamInput> = {}) =>
    saidOf(policyRefusesPods, { ...more, pod }, shop);

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'that tolerate everything',
      { tolerations: [{ operator: 'Exists' }] },
      "its pods tolerate every taint, which the admission policy of team 'shop' refuses; give the key of each taint that they have to tolerate, as renderPlacement does",
    ],
    [
      'that tolerate every taint of an effect',
      { tolerations: [{ key: '', operator: 'Exists', effect: 'NoSchedule' }] },
      "its pods tolerate every taint, which the admission policy of team 'shop' refuses; give the key of each taint that they have to tolerate, as renderPlacement does",
    ],
    [
      'that tolerate a startup taint',
      { tolerations: [{ key: 'example.com/cold', operator: 'Exists' }] },
      "its pods tolerate the startup taint example.com/cold, which the admission policy of team 'shop' refuses; remove this toleration, because the pods start as soon as the taint is gone",
    ],
    [
      'that name their node',
      { nodeName: 'ip-10-0-0-1' },
      "its pods state nodeName 'ip-10-0-0-1', which the admission policy of team 'shop' refuses; select nodes by the label keelson.dev/pool",
    ],
    [
      'that may take too long to end',
      { terminationGracePeriodSeconds: 301 },
      "its pods may take 301 s to end, and the admission policy of team 'shop' admits 300 s at most; lower 'terminationGracePeriodSeconds', state 'shutdown.graceSeconds' of the workload, or raise 'maxGraceSeconds' of the team",
    ],
  ])('refuses pods %s', (_, pod, message) => {
    expect(said(pod)).toEqual([`${SUBJECT}${message}`]);
  });

  it('accepts named tolerations, the longest grace that is allowed, and the taint that a daemon of the team removes', () => {
    const named = { tolerations: [{ key: 'dedicated', operator: 'Exists' }], terminationGracePeriodSeconds: 300 };
    expect(said(named)).toEqual([]);
    expect(said({ terminationGracePeriodSeconds: 600 }, {}, { maxGraceSeconds: 600 })).toEqual([]);
    const tolerations = [{ key: 'example.com/cold', operator: 'Exists' }];
    expect(said({ tolerations }, { namespace: 'web', name: 'warmer', kind: 'DaemonSet' })).toEqual([]);
  });

  it("leaves the platform's own daemons alone", () => {
    const pod = { tolerations: [{ operator: 'Exists' }], nodeName: 'a', terminationGracePeriodSeconds: 9000 };
    expect(said(pod, { namespace: 'keelson-system', kind: 'DaemonSet' })).toEqual([]);
  });

  it('warns where the team is only audited', () => {
    const [finding] = said({ tolerations: [{ operator: 'Exists' }] }, {}, { admission: 'audit' });
    expect(finding).toMatch(/^warning: .*tolerate every taint/);
  });
});

describe('pod-security-refuses-pods', () => {
  const said = (overrides: ManifestOverrides, shop: Partial<TeamInput> = {}) =>
    saidOf(podSecurityRefusesPods, overrides, shop);
  const refusal = (what: string, level = 'restricted') =>
    `${SUBJECT}its pods take ${what}, which Pod Security level '${level}' of the namespace refuses, so no pod would start; leave that out, or run it in keelson-system`;

  it.each<[string, ManifestOverrides, string]>([
    ['the network of the node', { pod: { hostNetwork: true } }, "'hostNetwork'"],
    ['processes of the node', { pod: { hostPID: true, hostIPC: true } }, "'hostPID', 'hostIPC'"],
    [
      'a folder of the node',
      { pod: { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] } },
      "'hostPath' (volume 'logs')",
    ],
    ['all rights', { container: { securityContext: { privileged: true } } }, "'privileged' (container 'api')"],
    [
      'a port of the node',
      { container: { ports: [{ containerPort: 80, hostPort: 80 }] } },
      "'hostPort' (container 'api')",
    ],
  ])('refuses pods that take %s', (_, overrides, what) => {
    expect(said(overrides)).toEqual([refusal(what)]);
    expect(said(overrides, { podSecurity: 'baseline' })).toEqual([refusal(what, 'baseline')]);
    expect(said({ ...overrides, namespace: 'keelson-system' })).toEqual([]);
  });

  it('accepts pods that take nothing of their node', () => {
    const volumes = [{ name: 'tmp', emptyDir: {} }];
    const container = { ports: [{ containerPort: 8080, hostPort: 0 }], securityContext: { privileged: false } };
    expect(said({ pod: { hostNetwork: false, volumes }, container })).toEqual([]);
  });
});
