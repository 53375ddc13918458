import { heapDumpFolders } from '../../specs/workload/jvm/heap-dump-folder';
import { jvmMemoryOf, mebibytes } from '../../specs/workload/jvm/jvm-sizing';
import type { JvmSpec } from '../../specs/workload/jvm/jvm-spec';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';

/** Options that choose each collector. */
const COLLECTORS: Readonly<Record<JvmSpec['collector'], string>> = {
  serial: '-XX:+UseSerialGC',
  parallel: '-XX:+UseParallelGC',
  g1: '-XX:+UseG1GC',
  zgc: '-XX:+UseZGC',
};

/**
 * Environment variables of a workload's Java virtual machine, by name; empty without one.
 *
 * The options are in JDK_JAVA_OPTIONS, which only the `java` launcher reads; JAVA_TOOL_OPTIONS would give `jcmd` and other tools of the
 * JDK the service's heap too.
 */
export function renderJvmEnvironment(workload: ContainerWorkloadSpec): Readonly<Record<string, string>> {
  const { jvm, container } = workload;
  if (jvm === undefined) return {};
  const heap = jvmMemoryOf(jvm, container).heapMib;
  const options = [
    `-Xms${heap}m`,
    `-Xmx${heap}m`,
    `-XX:ActiveProcessorCount=${jvm.processors}`,
    ...collectorOptions(jvm),
    ...(jvm.preTouch ? ['-XX:+AlwaysPreTouch'] : []),
    `-XX:MaxMetaspaceSize=${mebibytes(jvm.metaspace)}m`,
    `-XX:MaxDirectMemorySize=${mebibytes(jvm.direct)}m`,
    `-XX:ReservedCodeCacheSize=${mebibytes(jvm.codeCache)}m`,
    '-XX:+ExitOnOutOfMemoryError',
    ...dumpOptions(jvm),
    ...jvm.options,
  ];
  return { JDK_JAVA_OPTIONS: options.join(' ') };
}

/**
 * ZGC without generations is the only one on 17; on 21 generations must be asked for, and from 24 on there is no other, so that the
 * option would only be warned about.
 *
 * @see https://openjdk.org/jeps/439
 * @see https://openjdk.org/jeps/490
 */
function collectorOptions({ collector, line }: JvmSpec): readonly string[] {
  const generations = collector === 'zgc' && line === 21 ? ['-XX:+ZGenerational'] : [];
  return [COLLECTORS[collector], ...generations];
}

function dumpOptions(jvm: JvmSpec): readonly string[] {
  const [folder] = heapDumpFolders(jvm);
  return folder === undefined ? [] : ['-XX:+HeapDumpOnOutOfMemoryError', `-XX:HeapDumpPath=${folder.path}`];
}
