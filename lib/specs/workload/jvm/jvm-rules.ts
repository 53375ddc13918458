import { highestHeapPercent, leastLimitMib } from '../../../analysis/jvm-memory';
import type { Problems } from '../../../values/problems';
import type { ContainerSpec } from '../container/container-fields';
import type { JudgedWorkload } from '../judged-workload';
import type { WorkloadMembers } from '../workload-fields';
import { type ContainerWorkloadSpec, hasContainer, type WorkloadSpec } from '../workload-spec';
import { HEAP_PERCENT, type JvmMembers } from './jvm-fields';
import { isVariableOption, JVM_VARIABLES, ownedOptionRemedy, ownedWord, startsJvm } from './jvm-options';
import { jvmBounds, jvmMemoryOf, limitMibOf, mebibytes } from './jvm-sizing';
import { type JvmSpec, resolveJvm } from './jvm-spec';

/** Least memory of a container with a JVM, in MiB; below about 250 the JVM's own rules of size are others too. */
const LEAST_LIMIT_MIB = 256;

/** Bounds of memory beside the heap with their range in MiB; the JDK takes no code cache above 2048. */
const RANGES = {
  metaspace: { min: 16, max: 16_384 },
  direct: { min: 1, max: 131_072 },
  codeCache: { min: 16, max: 2048 },
} as const;

/** Rules of one workload's `jvm`. */
export function judgeJvm({ input, spec }: JudgedWorkload, problems: Problems): void {
  const { jvm, container } = input;
  if (jvm === undefined) return;
  const remedy = "state 'container', or leave 'jvm' out and write the options in the pod";
  const rule = "be stated together with 'container', whose memory it divides";
  if (!problems.require(container !== undefined, 'jvm', rule, jvm, remedy)) return;
  judgeOptions(jvm.options, problems);
  judgeCommands(input, problems);
  judgeVariables(input, problems);
  const areSizesSound = Object.entries(RANGES).map(([name, range]) =>
    judgeSize({ property: `jvm.${name}`, text: jvm[name as keyof typeof RANGES], range }, problems),
  );
  if (spec?.jvm === undefined || !hasContainer(spec)) return;
  judgePools(spec, spec.jvm, problems);
  if (areSizesSound.every(Boolean)) judgeMemory(spec, { jvm: spec.jvm, stated: jvm }, problems);
}

function judgeOptions(options: readonly string[], problems: Problems): void {
  for (const option of options) {
    const remedy = ownedOptionRemedy(option);
    if (remedy !== undefined) {
      problems.add('jvm.options', 'hold no option that a member of jvm decides', option, remedy);
      continue;
    }
    problems.require(
      isVariableOption(option),
      'jvm.options',
      'hold options of one word that the java launcher takes from a variable: without spaces, quotes, classpath, main class or $(…)',
      option,
      "write a value as '--name=value', and the class or its path in the image's command",
    );
  }
}

function judgeCommands({ container, health }: WorkloadMembers, problems: Problems): void {
  for (const property of ['command', 'args'] as const) {
    const word = ownedWord(container?.[property] ?? []);
    const remedy = word === undefined ? undefined : ownedOptionRemedy(word);
    if (remedy === undefined) continue;
    const rule = 'hold no option that a member of jvm decides, because the command line wins over the variable';
    problems.add(`container.${property}`, rule, word, remedy);
  }
  if (health?.kind !== 'exec') return;
  const rule =
    'start no second JVM in the container: it would be given the heap of the first, and the kernel would kill one of them';
  const remedy = "use another kind of health; 'jcmd' is harmless";
  problems.require(!startsJvm(health.command), 'health.command', rule, health.command, remedy);
}

function judgeVariables({ container }: WorkloadMembers, problems: Problems): void {
  for (const name of JVM_VARIABLES.filter((each) => Object.hasOwn(container?.env ?? {}, each))) {
    const value = container?.env[name];
    problems.add(`container.env.${name}`, "be left to 'jvm'", value, "state its options as members of 'jvm'");
  }
}

interface StatedSize {
  readonly property: string;
  readonly text: string;
  readonly range: { readonly min: number; readonly max: number };
}

/** Judges a bound of memory; whole mebibytes, because the JVM rounds others in ways of its own. */
function judgeSize({ property, text, range }: StatedSize, problems: Problems): boolean {
  const size = problems.capture(property, () => mebibytes(text));
  if (size === undefined) return false;
  const rule = `be ${range.min}Mi to ${range.max}Mi in whole Mi`;
  const isInRange = Number.isInteger(size) && size >= range.min && size <= range.max;
  return problems.require(isInRange, property, rule, text, `write ${nearestSize(size, range)}`);
}

/** The size within the range that is nearest to what was meant, rounded up. */
function nearestSize(size: number, { min, max }: StatedSize['range']): string {
  return `'${Math.min(max, Math.max(min, Math.ceil(size)))}Mi'`;
}

function judgePools({ pools }: WorkloadSpec, { processors }: JvmSpec, problems: Problems): void {
  for (const { name, machine, kernel } of pools) {
    problems.require(
      processors <= machine.vcpu,
      'jvm.processors',
      `be at most the ${machine.vcpu} of a node in pool '${name}' (${machine.type})`,
      processors,
      'lower it, or use larger machines',
    );
    problems.require(
      kernel.transparentHugepages !== 'always',
      'pools',
      "hold no pool with transparent huge pages 'always' for a JVM: stacks and idle memory become resident by 2Mi, which no sum counts",
      name,
      "state the kernel profile 'jvm', or transparentHugepages 'madvise', on the pool",
    );
  }
}

/** A JVM with its defaults, and as it was stated. */
interface ResolvedJvm {
  readonly jvm: JvmSpec;
  readonly stated: JvmMembers;
}

function judgeMemory(spec: ContainerWorkloadSpec, { jvm, stated }: ResolvedJvm, problems: Problems): void {
  const { container } = spec;
  const memory = jvmMemoryOf(jvm, container);
  const isLarge = memory.limitMib >= LEAST_LIMIT_MIB;
  const least = `be at least ${LEAST_LIMIT_MIB}Mi for a JVM`;
  if (!problems.require(isLarge, 'container.memory', least, container.memory, 'raise it')) return;
  problems.require(
    memory.totalMib <= memory.limitMib,
    'jvm.heapPercent',
    `leave room for what is not heap: ${memory.sum}`,
    jvm.heapPercent,
    fittingRemedy(spec, jvm, stated),
  );
  if (jvm.heapDump === undefined) return;
  const size = problems.capture('jvm.heapDump.size', () => mebibytes(jvm.heapDump?.size ?? ''));
  if (size === undefined) return;
  const rule = `have room for the heap (${memory.heapMib}Mi)`;
  problems.require(size >= memory.heapMib, 'jvm.heapDump.size', rule, jvm.heapDump.size, 'raise it');
}

/** The percent that would fit, the memory that would do, or both. */
function fittingRemedy({ container }: ContainerWorkloadSpec, jvm: JvmSpec, stated: JvmMembers): string {
  const percent = highestHeapPercent(jvmBounds(jvm), limitMibOf(container), HEAP_PERCENT);
  const limit = fittingLimitMib(container, jvm, stated);
  const lower = percent === undefined ? [] : [`lower it to ${percent}`];
  const raise = limit === undefined ? [] : [`raise 'container.memory' to ${limit}Mi`];
  const ways = [...lower, ...raise];
  return ways.length === 0 ? 'lower threads, metaspace, direct or codeCache' : ways.join(', or ');
}

/** The least memory that would do, also with the collector that a JVM of this memory has where none is stated. */
function fittingLimitMib(container: ContainerSpec, jvm: JvmSpec, stated: JvmMembers): number | undefined {
  const limit = leastLimitMib(jvmBounds(jvm), jvm.heapPercent);
  if (limit === undefined) return undefined;
  const larger = resolveJvm(stated, { cpu: container.cpu, memory: `${limit}Mi` });
  return larger.collector === jvm.collector ? limit : leastLimitMib(jvmBounds(larger), jvm.heapPercent);
}
