import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import type { WorkloadMembers } from '../workload-fields';
import { hasContainer, type WorkloadSpec } from '../workload-spec';
import { judgeMemory, judgeSizes } from './jvm-memory-rules';
import { isVariableOption, JVM_VARIABLES, ownedOptionRemedy, ownedWord, startsJvm } from './jvm-options';
import type { JvmSpec } from './jvm-spec';

/** Rules of one workload's `jvm`. */
export function judgeJvm({ input, spec }: JudgedWorkload, problems: Problems): void {
  const { jvm, container } = input;
  if (jvm === undefined) return;
  if (container === undefined) {
    requireContainer(input, problems);
    return;
  }
  judgeOptions(jvm.options, problems);
  judgeCommands(input, problems);
  judgeVariables(input, problems);
  const canBeSummed = judgeSizes(jvm, problems);
  if (spec?.jvm === undefined || !hasContainer(spec)) return;
  judgePools(spec, spec.jvm, problems);
  if (canBeSummed) judgeMemory(spec.container, { jvm: spec.jvm, stated: jvm }, problems);
}

function requireContainer({ jvm }: WorkloadMembers, problems: Problems): void {
  const rule = "be absent without 'container', whose memory it divides";
  const remedy = "state 'container', or remove it and write the options in your own pod or chart";
  problems.add('jvm', rule, jvm, remedy);
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
  for (const [name, value] of Object.entries(container?.env ?? {})) {
    if (typeof value !== 'string' || isJvmVariable(name)) continue;
    const word = ownedWord([value]);
    const remedy = word === undefined ? undefined : ownedOptionRemedy(word);
    if (remedy === undefined) continue;
    const rule =
      'hold no option that a member of jvm decides, because scripts put such variables on the command line, which wins';
    problems.add(`container.env.${name}`, rule, word, remedy);
  }
}

function isJvmVariable(name: string): boolean {
  return JVM_VARIABLES.some((each) => each === name);
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
