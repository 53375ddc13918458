import { list, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../../fields/field';
import { flag, oneOf, oneOfNumbers, text, whole } from '../../fields/leaf-fields';
import { inert } from '../../fields/state-effect';
import type { HeapDumpInput, JvmInput } from './jvm-input';

/** Release lines of the JDK whose options keelson knows; the figures of each were measured in November 2026. */
export const JVM_LINES = [17, 21, 25] as const;

/** Share of the container's memory that may be heap, in percent. */
export const HEAP_PERCENT = { min: 25, max: 75 } as const;

/** Fields of a Java virtual machine; the resolver derives processors and collector. */
export const jvmFields = members<JvmInput>()({
  line: oneOfNumbers(...JVM_LINES),
  heapPercent: withDefault(whole({ ...HEAP_PERCENT, unit: 'percent' }), 50),
  processors: optional(whole({ min: 1, max: 64 })),
  collector: optional(oneOf('serial', 'parallel', 'g1', 'zgc')),
  preTouch: withDefault(flag, true),
  metaspace: withDefault(text, '256Mi'),
  direct: withDefault(text, '64Mi'),
  codeCache: withDefault(text, '128Mi'),
  threads: inert(withDefault(whole({ min: 1, max: 10_000 }), 200)),
  heapDump: optional(members<HeapDumpInput>()({ size: text })),
  options: withDefault(list(text), []),
});

/** A Java virtual machine with every default of a field filled in. */
export type JvmMembers = Resolved<typeof jvmFields>;
