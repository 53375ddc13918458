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
