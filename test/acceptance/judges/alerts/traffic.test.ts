import { standardChart } from '../../../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import { renderTrafficAlerts } from '../../../../lib/kubernetes/traffic-daemon/traffic-alerts';
import { renderProxyProgram } from '../../../../lib/render/proxies/render-proxy-program';
import {
  firstTraffic,
  hostedService,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
} from '../../../fixtures/traffic-environment';
import { Session } from '../../harness/session';
import { carries } from './alert-case';
import { breakRules } from './corpus';
import { scopeAsGoogle } from './google-scope';
import { checkRules, testRules } from './promtool';
import { nginxCases, trafficCases } from './traffic-cases';
import { MISTAKEN_TRAFFIC } from './traffic-corpus';
import { quietTraffic } from './traffic-series';
import { beside, elsewhere, inCluster, labelled } from './two-clusters';

const ORIGIN = { environment: 'streaming', cluster: 'streaming-main' };
const TARGETS = { cluster: ORIGIN.cluster };

/** Labels of another cluster on the same Prometheus, whose daemon has the same name. */
const OTHER = { cluster: 'streaming-staging-main' };

/** Labels that Google's managed Prometheus adds to every series of the cluster. */
const GOOGLE_SCOPE = { project_id: 'example-streaming', location: 'europe-west4', cluster: ORIGIN.cluster };

const cluster = trafficCluster();
const traffic = firstTraffic(cluster);
const RULES = renderTrafficAlerts(cluster, traffic);
const VERSION = renderProxyProgram(traffic).routesVersion;
const CASES = trafficCases(ORIGIN, VERSION);
const OURS = inCluster(CASES, TARGETS);
const QUIET = quietTraffic(VERSION);

afterAll(() => {
  const session = Session.current();
  session.fact('alerts', 'alerts on traffic daemons', RULES.flatMap(({ rules }) => rules).length);
  session.fact('alerts', 'moments of traffic daemons', CASES.flatMap(({ moments }) => moments).length);
});

test('the alerts on a traffic daemon are rules that Prometheus loads', async () => {
  expect(await checkRules('traffic', RULES)).toEqual([]);
});

test('each alert on traffic fires exactly where its case expects it, with the expected text', async () => {
  expect(await testRules('traffic', RULES, OURS)).toEqual([]);
});

test('each alert on traffic has a case in which it fires, and one in which it stays silent', () => {
  for (const { alert, labels } of RULES.flatMap(({ rules }) => rules)) {
    const moments = CASES.filter((each) => each.alert === alert).flatMap((each) => each.moments);
    const fires = moments.filter((moment) => moment.fires.some((firing) => carries(firing, labels)));
    expect([alert, fires.length > 0, fires.length < moments.length]).toEqual([alert, true, true]);
  }
});

test('no alert on traffic fires for another cluster on the same Prometheus', async () => {
  expect(await testRules('traffic elsewhere', RULES, elsewhere(CASES, OTHER, labelled(QUIET, TARGETS)))).toEqual([]);
});

test('each alert on traffic fires as well beside another cluster where nothing happens', async () => {
  expect(await testRules('traffic beside', RULES, beside(OURS, labelled(QUIET, OTHER)))).toEqual([]);
});

test('the alerts on traffic fire alike where the Prometheus is the managed one of Google', async () => {
  const managed = trafficCluster(trafficEnvironment({ monitoring: { stack: { kind: 'google-managed' } } }));
  const [file] = synthesizeCharts(managed, [standardChart('80-traffic-edge-proxy-alerts')]);
  const specs = (file?.objects ?? []).map((object) => object['spec'] as { readonly groups: readonly RuleGroup[] });
  const groups = specs.flatMap((spec) => spec.groups);
  const cases = inCluster(trafficCases({ ...ORIGIN, ...GOOGLE_SCOPE }, VERSION), GOOGLE_SCOPE);
  expect(await testRules('traffic managed', scopeAsGoogle(groups, GOOGLE_SCOPE), cases)).toEqual([]);
});

test('the alerts on traffic of nginx fire on its own series', async () => {
  const workloads = [trafficDaemon({ proxy: { kind: 'nginx', maxConnections: 1000 } }), hostedService()];
  const ofNginx = trafficCluster(trafficEnvironment({ workloads }));
  const rules = renderTrafficAlerts(ofNginx, firstTraffic(ofNginx));
  expect(await checkRules('traffic nginx', rules)).toEqual([]);
  expect(await testRules('traffic nginx', rules, inCluster(nginxCases(ORIGIN), TARGETS))).toEqual([]);
});

describe('the judge of alerts on traffic refuses', () => {
  test.each(MISTAKEN_TRAFFIC)('$name', async (broken) => {
    const groups = breakRules(RULES, broken);
    expect(await checkRules(`traffic ${broken.name}`, groups)).toEqual([]);
    const cases = OURS.filter(({ alert }) => alert === broken.alert);
    expect((await testRules(`traffic ${broken.name}`, groups, cases)).join('\n')).toMatch(broken.complaint);
  });
});
