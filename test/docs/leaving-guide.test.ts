import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEnvironmentInput } from 'keelson';
import { drainChains } from '../../lib/specs/cluster/drain/drain-chains';
import { GCLB_BACKEND_IDLE_SECONDS } from '../../lib/specs/ingress/balancer-times';
import { PROXY_KEEP_ALIVE_SECONDS } from '../../lib/specs/ingress/proxy-times';
import { PROXY_FORGETS_SECONDS } from '../../lib/specs/workload/shutdown/proxy-forgets';
import {
  type FrontedOverrides,
  frontedEnvironment,
  refusedChains,
  resolvedUnjudged,
} from '../fixtures/fronted-environment';
import { onlyCluster } from '../fixtures/manifests';
import { problemsOf } from '../specs/problems-of';
import { renderChains, renderChainTables } from './support/chain-tables';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile, ROOT } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const PATH = 'docs/guides/leaving.md';
const guide = new MarkdownFile(PATH);
const text = readFileSync(join(ROOT, PATH), 'utf8');
const shop = projects.of('leaving').load('apps/environments/shop-that-leaves.ts')['default'] as AwsEnvironmentInput;

test.each([...renderChainTables()])(
  'the guide has the chains of the reference environment %s as they are computed',
  (name, table) => {
    expect(text).toContain(`### ${name}\n\n${table}\n`);
  },
);

test('the guide has the chains of its own service as they are computed', () => {
  const chains = drainChains(onlyCluster(shop)).filter(({ workload }) => workload.name === 'chat');
  expect(text).toContain(`${renderChains(chains)}\n`);
});

test('the guide has the chains behind a balancer as they are computed', () => {
  const [cluster] = resolvedUnjudged(frontedEnvironment()).clusters;
  expect(text).toContain(`${renderChains(cluster === undefined ? [] : drainChains(cluster))}\n`);
});

test('the guide states the times that its chains behind a balancer contain', () => {
  expect(text).toContain(
    `for a service with hosts must be ${PROXY_FORGETS_SECONDS} at least, and is ${PROXY_FORGETS_SECONDS} by default`,
  );
  expect(text).toContain(`an unused connection for ${PROXY_KEEP_ALIVE_SECONDS} s`);
  expect(text).toContain(`closes it after ${GCLB_BACKEND_IDLE_SECONDS} s`);
});

test('the refusals behind a balancer are those of the rule', () => {
  const cases: readonly FrontedOverrides[] = [
    { daemon: { endpointLagSeconds: 26 } },
    { service: { shutdown: { endpointLagSeconds: 39 } } },
  ];
  const [refusals] = guide.blocksOf('text');
  expect(
    cases
      .flatMap(refusedChains)
      .map((line) => `${line}\n`)
      .join(''),
  ).toBe(refusals?.text);
});

test('the refusal in the guide is that of its environment with a heartbeat that is too short', () => {
  const clusters = shop.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) =>
      pool.name === 'general' ? { ...pool, aws: { ...pool.aws, terminateHeartbeatSeconds: 120 } } : pool,
    ),
  }));
  const [, refusal] = guide.blocksOf('text');
  const found = problemsOf({ ...shop, clusters });
  expect(found.map((line) => `${line}\n`).join('')).toBe(refusal?.text);
});
