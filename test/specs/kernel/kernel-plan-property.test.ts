import fc from 'fast-check';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { SysctlProfileName } from '../../../lib/specs/kernel/kernel-input';
import type { KernelPlan } from '../../../lib/specs/kernel/kernel-plan';
import { IMAGE_FAMILIES, type ImageFamily } from '../../../lib/specs/machine/image-family';
import { isGkeValue } from '../../../lib/specs/sysctl/gke-sysctls';
import { sysctlDefinition, sysctlKeys } from '../../../lib/specs/sysctl/sysctl-catalogue';
import type { SysctlDefinition, SysctlForm } from '../../../lib/specs/sysctl/sysctl-definition';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

type Sysctls = Readonly<Record<string, string>>;

/** Keys whose values rules compare with each other, or with the machine. */
const TOGETHER =
  /nf_conntrack_(max|buckets)$|ip_(local|unprivileged)_|vm\.dirty_|(tcp|udp)_mem$|min_free_kbytes$|gc_thresh\d$/;

const families = fc.constantFrom(...(Object.keys(IMAGE_FAMILIES) as ImageFamily[]));
const profiles = fc.subarray<SysctlProfileName>(['many-connections', 'reverse-proxy', 'database-client', 'jvm']);

function definitionOf(key: string): SysctlDefinition {
  const definition = sysctlDefinition(key);
  if (definition === undefined) throw new Error(`${key} is not in the catalogue`);
  return definition;
}

function valueFor({ form, kubelet }: SysctlDefinition): fc.Arbitrary<string> {
  return kubelet === undefined ? valueOfForm(form) : fc.constant(kubelet);
}

function valueOfForm(form: SysctlForm): fc.Arbitrary<string> {
  switch (form.kind) {
    case 'integer':
      if (form.powerOfTwo) return fc.integer({ min: 12, max: 31 }).map((power) => String(2 ** power));
      return fc.integer({ min: form.min, max: Math.min(Number(form.max), 2147483647) }).map(String);
    case 'integers': {
      const parts = Array.from({ length: form.count }, (_, index) =>
        fc.integer({ min: form.min, max: form.firstMaxes?.[index] ?? form.lastMax ?? form.max }),
      );
      return fc.tuple(...parts).map((list) => list.sort((left, right) => left - right).join(' '));
    }
    case 'port-range':
      return fc.tuple(fc.integer({ min: form.min, max: 40000 }), fc.integer({ min: 40001, max: 65535 })).map(join);
    case 'port-list':
      return fc.constantFrom('30000-32767', '2703,9808-9809,10249-10250,10256,30000-32767,61678-61679');
    case 'word':
      return fc.constantFrom(...form.words);
    case 'group-range':
      return fc.constantFrom('1 0', '0 2147483647', '1000 1000');
    case 'line':
      return fc.constantFrom('core', '/var/crash/core.%e.%p');
    case 'stated':
      throw new Error('the catalogue has no such form');
  }
}

const join = (numbers: readonly number[]): string => numbers.join(' ');

function sysctlsOf(keys: readonly string[]): fc.Arbitrary<Sysctls> {
  return fc
    .subarray([...keys], { maxLength: 12 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((key) => [key, valueFor(definitionOf(key))]))));
}

function environmentOf(family: ImageFamily, kernel: { profiles?: readonly SysctlProfileName[]; sysctls: Sysctls }) {
  const { aws } = awsPool();
  const source = { amiId: 'ami-0123456789abcdef0' };
  if (family === 'cos' || family === 'ubuntu-gke') {
    const google = { ...googlePool().google, image: { family } };
    const cluster = googleCluster({ datapath: 'calico', pools: [googlePool({ kernel, google })], workloads: [] });
    return googleEnvironment({ clusters: [cluster] });
  }
  const pool = awsPool({ kernel, aws: { ...aws, image: { family, source } } });
  return awsEnvironment({ clusters: [awsCluster({ pools: [pool], workloads: [] })] });
}

function planOf(input: EnvironmentInput): KernelPlan {
  const plan = EnvironmentSpec.from(input).clusters[0]?.pools[0]?.kernel;
  if (plan === undefined) throw new Error('the environment has no pool');
  return plan;
}

function expectComplete(plan: KernelPlan, family: ImageFamily, sysctls: Sysctls): void {
  const { bootApplier } = IMAGE_FAMILIES[family];
  const keys = plan.sysctls.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)].sort());
  expect(keys).toEqual(expect.arrayContaining(Object.keys(sysctls)));
  for (const { key, value, appliers, edit, reason } of plan.sysctls) {
    const boots = bootApplier !== 'gke' || isGkeValue(key, value);
    const reasserts = definitionOf(key).kubeProxy === true;
    expect(appliers).toEqual([...(boots ? [bootApplier] : []), ...(reasserts || !boots ? ['tuner'] : [])]);
    expect(edit).toBe(boots ? 'rolls-pool' : 'live');
    expect(reason).not.toBe('');
  }
}

test('any profiles, keys and values are planned completely, or refused with one message for each problem', () => {
  fc.assert(
    fc.property(families, profiles, sysctlsOf(sysctlKeys()), (family, chosen, sysctls) => {
      const input = environmentOf(family, { profiles: chosen, sysctls });
      const problems = problemsOf(input);
      expect(new Set(problems).size).toBe(problems.length);
      if (problems.length === 0) expectComplete(planOf(input), family, sysctls);
    }),
    { numRuns: 200 },
  );
});

test('every key that no rule compares with another is planned', () => {
  const alone = sysctlKeys().filter((key) => !TOGETHER.test(key));
  fc.assert(
    fc.property(families, sysctlsOf(alone), (family, sysctls) => {
      expectComplete(planOf(environmentOf(family, { sysctls })), family, sysctls);
    }),
    { numRuns: 200 },
  );
});

test('every invalid value has one message, which names its key', () => {
  const alone = sysctlKeys().filter((key) => !TOGETHER.test(key));
  const broken = fc.constantFrom('', ' ', 'much ', '1\n2', '-99999999999', '0x10', '1e3');
  const sysctls = fc
    .subarray(alone, { minLength: 1, maxLength: 8 })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, broken]))));
  fc.assert(
    fc.property(families, sysctls, (family, values) => {
      // A value of the form `line` may be any text without spaces at its ends.
      const wrong = Object.entries(values).filter(
        ([key, value]) => definitionOf(key).form.kind !== 'line' || value.trim() !== value || /^$|\n/.test(value),
      );
      const named = problemsOf(environmentOf(family, { sysctls: values })).map(
        (problem) => problem.split("'kernel.sysctls.")[1],
      );
      expect(named.map((rest) => rest?.split("'")[0])).toEqual(wrong.map(([key]) => key).sort());
    }),
    { numRuns: 200 },
  );
});
