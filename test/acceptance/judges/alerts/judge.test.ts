import type { StandardChartId } from '../../../../lib/charts/chart-table';
import { standardChart } from '../../../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AlertRule, RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import { renderAutoscalerAlerts } from '../../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler-alerts';
import { renderNodeTunerAlerts } from '../../../../lib/kubernetes/node-tuner/node-tuner-alerts';
import { renderRebootAlerts } from '../../../../lib/kubernetes/reboot-coordinator/reboot-alerts';
import type { AwsClusterSpec, ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { installsAutoscaler } from '../../../../lib/specs/cluster/controllers/cluster-autoscaler-spec';
import { installsHandler } from '../../../../lib/specs/cluster/controllers/termination-handler-spec';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { needsTuner } from '../../../../lib/specs/kernel/kernel-plan';
import { coordinatedCluster } from '../../../fixtures/coordinated-cluster';
import { autoscaled, SCALED, SYSTEM } from '../../../kubernetes/cluster-autoscaler/autoscaled-clusters';
import { type ManifestObject, readManifestObjects, splitManifest } from '../../harness/control-plane-apply';
import { Session } from '../../harness/session';
import { type SynthesizedEnvironment, synthesizedEnvironments } from '../../harness/synthesized';
import { AUTOSCALER_TAINT, OWN_TAINT, tunedClusters } from '../../harness/tuned-clusters';
import { type AlertCase, carries } from './alert-case';
import { autoscalerCases, quietAutoscaler } from './autoscaler-cases';
import { MISTAKEN_AUTOSCALER } from './autoscaler-corpus';
import { breakRules, MISTAKEN, MISTAKEN_REBOOTS, UNREADABLE } from './corpus';
import { type GoogleScope, scopeAsGoogle } from './google-scope';
import { checkRules, testRules } from './promtool';
import { rebootCases } from './reboot-cases';
import { allowanceCases, tableCases, unseenCases } from './table-cases';
import { taintCases, tunerCases } from './tuner-cases';
import { beside, elsewhere, inCluster, labelled, type TargetLabels } from './two-clusters';

const AWS = { environment: 'paas', cluster: 'paas-main' };
const REBOOTING = { environment: 'paas-production', cluster: 'paas-production-main', pool: 'general' };
const GOOGLE = { environment: 'streaming', cluster: 'streaming-main' };

/** Groups that the autoscaler of the cluster scales. */
const GROUPS = ['general', 'batch'];

const AUTOSCALED = autoscaled({ pools: [SYSTEM, ...GROUPS.map((name) => ({ ...SCALED, name }))] }).cluster;

/** Labels that Google's managed Prometheus adds to every series of the cluster. */
const GOOGLE_SCOPE = { project_id: 'example-streaming', location: 'europe-west4', cluster: 'streaming-main' };
const MANAGED = { ...GOOGLE, ...GOOGLE_SCOPE };

const CASES: Readonly<Record<string, readonly AlertCase[]>> = {
  aws: [
    ...taintCases(AWS, AUTOSCALER_TAINT),
    ...taintCases(AWS, OWN_TAINT),
    ...tunerCases(AWS),
    ...tableCases(AWS),
    ...unseenCases(AWS),
    ...allowanceCases(AWS),
  ],
  reboots: rebootCases(REBOOTING),
  autoscaler: autoscalerCases(AWS, GROUPS),
  google: [...taintCases(GOOGLE, OWN_TAINT), ...tunerCases(GOOGLE), ...tableCases(GOOGLE), ...unseenCases(GOOGLE)],
  'google-managed': [
    ...taintCases(MANAGED, OWN_TAINT),
    ...tunerCases(MANAGED),
    ...tableCases(MANAGED),
    ...unseenCases(MANAGED),
  ],
};

/** Labels that the scrapers add to every series of each cluster. */
const TARGETS: Readonly<Record<string, TargetLabels>> = {
  aws: { cluster: AWS.cluster },
  reboots: { cluster: REBOOTING.cluster },
  autoscaler: { cluster: AWS.cluster },
  google: { cluster: GOOGLE.cluster },
  'google-managed': GOOGLE_SCOPE,
};

const OTHERS = [
  { name: 'reboots', cluster: coordinatedCluster(), chart: '80-reboot-alerts' },
  { name: 'autoscaler', cluster: AUTOSCALED, chart: '80-cluster-autoscaler-alerts' },
] as const;

const ALERTING = [
  ...tunedClusters(),
  ...OTHERS.map(({ name, cluster, chart }) => ({ name, cluster, manifests: alertManifests(cluster, chart) })),
];

const CLUSTERS = ALERTING.map(({ name, cluster, manifests }) => {
  const targets = TARGETS[name] ?? {};
  return { name, cluster, targets, groups: ruleGroups(manifests), cases: inCluster(CASES[name] ?? [], targets) };
});

const SOUND = soundRules('aws');
const SOUND_REBOOTS = soundRules('reboots');
const SOUND_AUTOSCALER = soundRules('autoscaler');
const CONTROLS = [UNREADABLE, MISTAKEN, MISTAKEN_REBOOTS, MISTAKEN_AUTOSCALER].flat();

afterAll(() => {
  const session = Session.current();
  const moments = Object.values(CASES).flatMap((cases) => cases.flatMap((each) => each.moments));
  session.fact('alerts', 'alerts', CLUSTERS.flatMap(({ groups }) => rulesOf(groups)).length);
  session.fact('alerts', 'moments judged', moments.length);
  session.fact('alerts', 'negative controls', CONTROLS.length);
});

/** The groups of rules as a Prometheus receives them; those of ClusterRules include the labels of Google's operator. */
function ruleGroups(manifests: readonly ManifestObject[]): readonly RuleGroup[] {
  return manifests.flatMap(({ object }) => {
    if (object.kind !== 'PrometheusRule' && object.kind !== 'ClusterRules') return [];
    const { groups } = object['spec'] as { readonly groups: readonly RuleGroup[] };
    return object.kind === 'ClusterRules' ? scopeAsGoogle(groups, GOOGLE_SCOPE) : groups;
  });
}

/** The rules of one of the clusters and their cases, which tests use to change one rule. */
function soundRules(wanted: string): { readonly groups: readonly RuleGroup[]; readonly cases: readonly AlertCase[] } {
  return CLUSTERS.find(({ name }) => name === wanted) ?? { groups: [], cases: [] };
}

function alertManifests(cluster: AwsClusterSpec, chart: StandardChartId): readonly ManifestObject[] {
  const files = synthesizeCharts(cluster, [standardChart('00-namespaces'), standardChart(chart)]);
  return files.flatMap(({ path, text }) => splitManifest(path, text));
}

function rulesOf(groups: readonly RuleGroup[]) {
  return groups.flatMap((group) => group.rules);
}

describe.each(CLUSTERS)('a cluster with alerts: $name', ({ name, groups, cases }) => {
  test('has rules that Prometheus loads', async () => {
    expect(await checkRules(name, groups)).toEqual([]);
  });

  test('raises each alert exactly where its case expects it, with the expected text', async () => {
    expect(await testRules(name, groups, cases)).toEqual([]);
  });

  test('has no alert without a case in which it fires, and none without a case in which it stays silent', () => {
    for (const { alert, labels } of rulesOf(groups)) {
      const moments = cases.filter((each) => each.alert === alert).flatMap((each) => each.moments);
      const fires = moments.filter((moment) => moment.fires.some((firing) => carries(firing, labels)));
      expect([alert, labels.severity, fires.length > 0, fires.length < moments.length]).toEqual([
        alert,
        labels.severity,
        true,
        true,
      ]);
    }
  });
});

/** Labels of another cluster on the same Prometheus, with nodes of the same names. */
const OTHER = { cluster: 'paas-staging-main' };

/** Series of our cluster while nothing happens: its daemons, which run nowhere, or its autoscaler. */
function quiet(name: string): AlertCase['series'] {
  const desired = (daemon: string) => {
    return `kube_daemonset_status_desired_number_scheduled{namespace="keelson-system",daemonset="${daemon}"}`;
  };
  if (name === 'autoscaler') return quietAutoscaler(GROUPS);
  return { [desired('node-tuner-edge')]: '0x10400', [desired('reboot-coordinator-general')]: '0x10400' };
}

/** Names of the alerts about which promtool complained. */
function alertsIn(complaints: readonly string[]): readonly string[] {
  return [...new Set([...complaints.join('').matchAll(/alertname: (\w+)/g)].map(([, name = '']) => name))].sort();
}

/** The rules of a cluster without labels of its own in its selectors, as in 0.1.0. */
function blindRules({ cluster, groups }: (typeof CLUSTERS)[number]): readonly RuleGroup[] {
  const names = groups.map(({ name }) => name);
  const blind = { ...cluster, monitoring: { ...cluster.monitoring, seriesSelector: {} } };
  const all = [renderNodeTunerAlerts, renderRebootAlerts, renderAutoscalerAlerts].flatMap((render) => render(blind));
  return all.filter((group) => names.includes(group.name));
}

/** Alerts on something that is missing or stands still, which another cluster where nothing happens would hide. */
const HIDDEN = ['Down', 'GroupsMissing', 'Stalled', 'Unsafe', 'Unseen'].map((end) => `ClusterAutoscaler${end}`);

/** Keeps one case that lasts a week, because such cases take long even in promtool and show the same. */
function ofOneWeek(cases: readonly AlertCase[]): readonly AlertCase[] {
  const isLong = ({ series }: AlertCase) => Object.values(series).some((values) => /x10400/.test(values));
  const [first] = cases.filter(isLong);
  return cases.filter((each) => each === first || !isLong(each));
}

describe.each(CLUSTERS)('on a Prometheus that holds another cluster too: $name', (ours) => {
  const { name, groups, cases, targets } = ours;
  const others = { ...targets, ...OTHER };
  const troubles = elsewhere(ofOneWeek(CASES[name] ?? []), others, labelled(quiet(name), targets));
  const besideHealthy = beside(ofOneWeek(cases), labelled(quiet(name), others));

  test('raises nothing while the other cluster has every problem', async () => {
    expect(await testRules(`${name} elsewhere`, groups, troubles)).toEqual([]);
  });

  test('raises the same alerts as alone while nothing happens in the other cluster', async () => {
    expect(await testRules(`${name} beside`, groups, besideHealthy)).toEqual([]);
  });

  test('would report problems of the other cluster without the labels in its selectors', async () => {
    const blind = blindRules(ours);
    expect(await checkRules(`${name} blind`, blind)).toEqual([]);
    const wrong = alertsIn(await testRules(`${name} blind`, blind, troubles));
    const raised = cases.map(({ alert }) => alert).filter((alert) => !HIDDEN.includes(alert));
    expect(wrong).toEqual([...new Set(raised)].sort());
  });

  test('would not report its own missing series without the labels in its selectors', async () => {
    const hidden = ['NodeTunerUnseen', 'NodeRebootOverdue', ...HIDDEN];
    const unseen = besideHealthy.filter(({ alert }) => hidden.includes(alert));
    const wrong = alertsIn(await testRules(`${name} blind beside`, blindRules(ours), unseen));
    expect(wrong).toEqual([...new Set(unseen.map(({ alert }) => alert))].sort());
  });
});

describe("the replacement of Google's operator", () => {
  const [rule] = SOUND.groups.flatMap(({ rules }) => rules);
  const scoped = (change: Partial<AlertRule>, scope: GoogleScope = GOOGLE_SCOPE) => {
    if (rule === undefined) throw new Error('no rule');
    return () => scopeAsGoogle([{ name: 'own', rules: [{ ...rule, ...change }] }], scope);
  };
  const { cluster: _, ...labels } = rule?.labels ?? { severity: 'page', environment: '' };

  test('refuses a rule with a label that the operator adds itself, as every rule of 0.1.0 had', () => {
    expect(scoped({ expr: 'up{cluster="streaming-main"}' })).toThrow(/label "cluster" already set/);
  });

  test('refuses a selector of another cluster', () => {
    expect(scoped({ labels })).toThrow(/conflicting label matcher cluster="paas-main" found on kube_node_spec_taint/);
  });

  test('accepts a rule of its own cluster', () => {
    const expr = 'up{cluster="streaming-main"}';
    const [group] = scoped({ labels, expr })();
    expect(group?.rules[0]?.labels).toEqual({ ...labels, ...GOOGLE_SCOPE });
    expect(group?.rules[0]?.expr).toMatch(/^up\{.*project_id="example-streaming",location="europe-west4"/);
  });
});

/** Objects with alerts, and the clusters that need them. */
const NEEDED: Readonly<Record<string, (cluster: ClusterSpec) => boolean>> = {
  'node-tuner-alerts': ({ pools }) => pools.some((pool) => needsTuner(pool.kernel)),
  'reboot-alerts': ({ pools }) => pools.some((pool) => pool.reboots?.kind === 'coordinated'),
  'cluster-autoscaler-alerts': installsAutoscaler,
  'termination-handler-alerts': installsHandler,
};

test.each(synthesizedEnvironments())("environment '$name' alerts wherever a cluster needs it", async (environment) => {
  const manifests = environment.manifests.flatMap(readManifestObjects);
  for (const [name, wants] of Object.entries(NEEDED)) {
    const alerting = manifests.filter(({ object }) => object.metadata?.name === name);
    expect([name, alerting.length]).toEqual([name, clustersOf(environment).filter(wants).length]);
    for (const manifest of alerting) {
      expect(await checkRules(`${environment.name} ${manifest.file}`, ruleGroups([manifest]))).toEqual([]);
    }
  }
});

function clustersOf({ input }: SynthesizedEnvironment): readonly ClusterSpec[] {
  return EnvironmentSpec.from(input).clusters;
}

describe('refuses', () => {
  test.each(UNREADABLE)('$name', async (broken) => {
    const complaints = await checkRules(`unreadable ${broken.name}`, breakRules(SOUND.groups, broken));
    expect(complaints.join('\n')).toMatch(broken.complaint);
  });

  const mistaken = [
    ...MISTAKEN.map((broken) => ({ name: broken.name, broken, sound: SOUND })),
    ...MISTAKEN_REBOOTS.map((broken) => ({ name: broken.name, broken, sound: SOUND_REBOOTS })),
    ...MISTAKEN_AUTOSCALER.map((broken) => ({ name: broken.name, broken, sound: SOUND_AUTOSCALER })),
  ];

  test.each(mistaken)('$name', async ({ broken, sound }) => {
    const groups = breakRules(sound.groups, broken);
    expect(await checkRules(`mistaken ${broken.name}`, groups)).toEqual([]);
    // Only the cases of the broken alert run, because a week takes long even in promtool and other cases do not concern this
    // alert.
    const cases = sound.cases.filter(({ alert }) => alert === broken.alert);
    const complaints = await testRules(`mistaken ${broken.name}`, groups, cases);
    expect(complaints.join('\n')).toMatch(broken.complaint);
  });
});
