import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoogleEnvironmentInput } from 'keelson';
import streaming from '../../apps/environments/streaming';
import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { renderTrafficAlerts } from '../../lib/kubernetes/traffic-daemon/traffic-alerts';
import { maxNodes, minNodes } from '../../lib/specs/pool/pool-size';
import { trafficDaemonsOf } from '../../lib/specs/workload/traffic/traffic-daemon-spec';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { onlyCluster } from '../fixtures/manifests';
import { GuideProjects } from './support/guide-projects';
import { ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const text = readFileSync(join(ROOT, 'docs/guides/traffic-daemon.md'), 'utf8');
const film = projects.of('traffic-daemon').load('apps/environments/film.ts')['default'] as GoogleEnvironmentInput;

interface DaemonSet extends KubernetesObject {
  readonly spec: {
    readonly minReadySeconds: number;
    readonly updateStrategy: { readonly rollingUpdate: { readonly maxUnavailable: number } };
    readonly template: {
      readonly spec: {
        readonly containers: readonly [{ readonly startupProbe: { periodSeconds: number; failureThreshold: number } }];
      };
    };
  };
}

test('the guide names every file of its daemon and of the way to its service', () => {
  const files = synthesizeCharts(onlyCluster(film), [addStandardCharts]).map(({ path }) => path);
  const own = files.filter((path) => /traffic|play-player/.test(path));
  expect(own).toHaveLength(6);
  for (const path of own) expect(text).toContain(`| \`${path}\` |`);
});

test('the table of alerts has every alert with its severity, and no other', () => {
  const cluster = onlyCluster(film);
  const stated = [...text.matchAll(/^\| `(Traffic\w+)` \| (page|ticket) \|/gm)].map(
    ([, name, severity]) => `${name} ${severity}`,
  );
  const rules = cluster.traffic
    .flatMap((traffic) => renderTrafficAlerts(cluster, traffic))
    .flatMap((group) => group.rules);
  const alerts = new Set(rules.map(({ alert, labels }) => `${alert} ${labels.severity}`));
  expect([...stated].sort()).toEqual([...alerts].sort());
});

test('the guide has the times of a rollout as the manifests give them', () => {
  const cluster = onlyCluster(streaming);
  const [daemon] = trafficDaemonsOf(cluster);
  const [pool] = daemon?.pools ?? [];
  const objects = synthesizeCharts(cluster, [addStandardCharts]).flatMap((file) => file.objects);
  const found = objects.find(({ kind, metadata }) => kind === 'DaemonSet' && metadata.name === daemon?.name);
  if (daemon === undefined || pool === undefined || found === undefined) throw new Error('streaming has no proxies');
  const { minReadySeconds, updateStrategy, template } = (found as unknown as DaemonSet).spec;
  const { periodSeconds, failureThreshold } = template.spec.containers[0].startupProbe;
  const { endpointLagSeconds, drainSeconds } = daemon.shutdown;
  const rows = [minNodes(pool), 60, maxNodes(pool)].map((nodes) => {
    const steps = Math.ceil(nodes / updateStrategy.rollingUpdate.maxUnavailable);
    const least = steps * (endpointLagSeconds + minReadySeconds);
    return `| ${nodes} | ${steps} | ${least} s | ${least + steps * (drainSeconds + periodSeconds * failureThreshold)} s |`;
  });
  expect(text).toContain(`${rows.join('\n')}\n`);
  expect(text).toContain(
    `(3 nodes at a time, ${endpointLagSeconds} s, up to ${drainSeconds} s, up to 60 s, ${minReadySeconds} s)`,
  );
});
