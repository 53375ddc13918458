import { EnvironmentSpec, type GoogleEnvironmentInput, renderKernelPlan } from 'keelson';
import { definePlatform } from 'keelson/programs';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { checkEnvironment } from '../../lib/cli/check-environment';
import { checkPlatform } from '../../lib/cli/chosen-environments';
import { sysctlDefinition } from '../../lib/specs/sysctl/sysctl-catalogue';
import { sysctlOwner } from '../../lib/specs/sysctl/sysctl-owners';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const guide = new MarkdownFile('docs/guides/kernel-tuning.md');
const live = projects.of('kernel').load('apps/environments/live.ts')['default'] as GoogleEnvironmentInput;
const pools = EnvironmentSpec.from(live).clusters.flatMap((cluster) => cluster.pools.map((pool) => pool));

const hardened = projects.of('kernel').load('apps/environments/hardened.ts')['default'] as GoogleEnvironmentInput;

/** The kernel plan of a pool in the guide's environment, as text. */
function planOf(environment: GoogleEnvironmentInput, name: string): string {
  const all = EnvironmentSpec.from(environment).clusters.flatMap((cluster) => cluster.pools.map((pool) => pool));
  return renderKernelPlan(all.find((pool) => pool.name === name)?.kernel ?? fail(name));
}

test('the guide shows the plans of its edge pool and of its hardened pool as the library renders them', () => {
  const printed = guide.blocksOf('text').map(({ text }) => text.trim());
  expect(printed).toEqual([planOf(live, 'edge'), planOf(hardened, 'system')]);
});

describe('the size of the pool with a load per node', () => {
  const evening = projects.of('kernel').load('apps/environments/evening.ts')['default'] as GoogleEnvironmentInput;

  /** The guide's environment with other members of its edge pool. */
  const withEdge = (members: object): GoogleEnvironmentInput => ({
    ...evening,
    clusters: evening.clusters.map((cluster) => ({
      ...cluster,
      pools: cluster.pools.map((pool) => (pool.name === 'edge' ? { ...pool, ...members } : pool)),
    })),
  });
  const findingsOf = (environment: GoogleEnvironmentInput) => {
    const platform = definePlatform({ environments: [environment] });
    const [chosen] = checkPlatform(platform, []).chosen;
    return chosen === undefined ? fail('an environment') : checkEnvironment(platform, chosen).findings;
  };

  test('is accepted with 16 nodes in each zone and refused with 15', () => {
    expect(findingsOf(evening).map(({ check }) => check)).toEqual(['image-without-version']);
    expect(() => EnvironmentSpec.from(withEdge({ size: { scope: 'per-zone', min: 15, max: 20 } }))).toThrow(
      "which takes 32 (1000000 connections / 32000 = 32 nodes, 40000 requests/s / 1800 = 23 nodes), got '15 x 3 zones = 45 nodes, of which 30 are left'; raise it to 16 for each zone",
    );
  });

  test('is larger than the lull needs, where something scales the pool', () => {
    const scaled = withEdge({ scaling: { kind: 'cluster-autoscaler' } });
    expect(findingsOf(scaled).filter(({ check }) => check === 'pool-larger-than-lull')).toMatchObject([
      { message: expect.stringContaining('but the lull takes 8 (') },
    ]);
    expect(JSON.stringify(findingsOf(scaled))).toContain('lower it to 4 for each zone');
  });
});

test("the hardened pool of the guide has a tuner in the host's PID namespace, and its checks pass", () => {
  const platform = definePlatform({ environments: [hardened] });
  const [environment] = checkPlatform(platform, []).chosen;
  const findings = environment === undefined ? [] : checkEnvironment(platform, environment).findings;
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [cluster = fail('main')] = EnvironmentSpec.from(hardened).clusters;
  const text = JSON.stringify(
    synthesizeCharts(cluster, [standardChart('20-node-tuner')]).flatMap((file) => file.objects),
  );
  expect(text).toContain('"hostPID":true');
  expect(text).toContain('vm.memfd_noexec is that of the host PID namespace');
});

test('every key that the guide lists with an owner is refused with an owner', () => {
  const rows = guide.prose
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z0-9_.*-]+)`/g)]);
  const keys = rows.map(([, key = '']) =>
    key
      .replaceAll('conf.*', 'conf.all')
      .replace('ipv*', 'ipv6')
      .replace(/-\*$/, '-call-iptables')
      .replace(/\.\*$/, '.conntrack')
      .replace(/root_\*$/, 'root_maxkeys'),
  );
  const owned = keys.filter((key) => /^(net|kernel|vm)\./.test(key));
  expect(owned.length).toBeGreaterThan(10);
  expect(
    owned.filter((key) => sysctlOwner(key, 'aws') === undefined && sysctlDefinition(key)?.kubelet === undefined),
  ).toEqual([]);
});

test('the script of the guide prints every pool', () => {
  const printed = jest.spyOn(console, 'log').mockReturnValue(undefined);
  projects.of('kernel').run('scripts/explain-kernel.ts');
  const text = printed.mock.calls.flat().join('\n');
  printed.mockRestore();
  for (const { name } of pools) expect(text).toContain(`${name}\n`);
});

function fail(name: string): never {
  throw new Error(`the guide's environment has no '${name}'`);
}
