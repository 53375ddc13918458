/** Variables from which a JVM reads options; keelson writes the second, and the others would contradict it. */
export const JVM_VARIABLES = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'] as const;

/** An option that a member of `jvm` decides. */
interface OwnedOption {
  readonly form: RegExp;
  /** Remedy for somebody who wrote the option. */
  readonly remedy: string;
}

/** Options that keelson writes itself, or that would change the sum of the memory, by the names of JDK 17, 21 and 25. */
const OWNED: readonly OwnedOption[] = [
  { form: /^-(Xmx|Xms|Xmn)/, remedy: "state 'jvm.heapPercent'" },
  { form: /^-XX:(InitialCodeCacheSize|\w*CodeHeapSize)=/, remedy: "state 'jvm.codeCache'" },
  { form: /^-XX:\w*(HeapSize|NewSize)=/, remedy: "state 'jvm.heapPercent'" },
  { form: /^-XX:[+-]AggressiveHeap$/, remedy: "state 'jvm.heapPercent'" },
  { form: /^-XX:G1HeapRegionSize=/, remedy: 'leave it out; larger regions would round the heap' },
  { form: /^-XX:(Max|Min|Initial)RAM(Percentage|Fraction)?=/, remedy: "state 'jvm.heapPercent'" },
  { form: /^-XX:ActiveProcessorCount=/, remedy: "state 'jvm.processors'" },
  { form: /^-XX:[+-](Use\w*GC|ZGenerational)$/, remedy: "state 'jvm.collector'" },
  { form: /^-XX:[+-]AlwaysPreTouch$/, remedy: "state 'jvm.preTouch'" },
  { form: /^-XX:MaxMetaspaceSize=/, remedy: "state 'jvm.metaspace'" },
  { form: /^-XX:MaxDirectMemorySize=/, remedy: "state 'jvm.direct'" },
  { form: /^-XX:ReservedCodeCacheSize=/, remedy: "state 'jvm.codeCache'" },
  { form: /^-(Xss|XX:ThreadStackSize=)/, remedy: "state the stacks as 'jvm.threads', each of which counts 1Mi" },
  { form: /^-XX:([+-]HeapDumpOnOutOfMemoryError$|HeapDumpPath=)/, remedy: "state 'jvm.heapDump'" },
  {
    form: /^-XX:[+-](Exit|Crash)OnOutOfMemoryError$/,
    remedy: 'leave it out; the JVM always exits with 3 when memory is out',
  },
  { form: /^-XX:[+-]UseContainerSupport$/, remedy: 'leave it out; every size is written out' },
  { form: /^-XX:(Flags|VMOptionsFile)=/, remedy: "state the file's options as 'jvm.options'" },
];

/**
 * Options that the java launcher refuses in a variable, that take their value as a next word, or that end the process; tried with
 * 17.0.9, 21.0.8 and 25.0.2.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
const LAUNCHER_ONLY =
  /^(-jar|-m|--module|-p|-cp|-classpath|--class-path|--module-path|-version|--version|-fullversion|--full-version|-h|-\?|-help|--help|-X|--help-extra|--dry-run|-d|--describe-module|--validate-modules|--list-modules|--source|-J.*|--disable-@files)([=:].*)?$/;

/** Options whose value would be the next word, which is another option. */
const WITHOUT_VALUE =
  /^--(add-(exports|modules|opens|reads)|limit-modules|patch-module|upgrade-module-path|enable-native-access)$/;

/** Remedy for an option that a member of `jvm` decides; undefined for every other one. */
export function ownedOptionRemedy(option: string): string | undefined {
  return OWNED.find(({ form }) => form.test(option))?.remedy;
}

/** Whether the java launcher takes a text as one option from its variable, and Kubernetes passes the text on as it is. */
export function isVariableOption(option: string): boolean {
  const isWord = /^-[^\s'"]+$/.test(option) && !option.includes('$(');
  return isWord && !LAUNCHER_ONLY.test(option) && !WITHOUT_VALUE.test(option);
}

/** First word of a command that a member of `jvm` decides: the command line wins over the variable. */
export function ownedWord(command: readonly string[]): string | undefined {
  return command.flatMap((part) => part.split(/[\s'"]+/)).find((word) => ownedOptionRemedy(word) !== undefined);
}

/** Whether a command starts a JVM, also through a shell or another program: `java` as a word, or as a program of a folder `bin`. */
export function startsJvm(command: readonly string[]): boolean {
  const words = command.flatMap((part) => part.split(/[\s;&|()`'"]+/));
  return words.some((word) => /^([^:]*\/bin\/)?(java|jshell)$/.test(word)) || /\/(java|jshell)$/.test(command[0] ?? '');
}
