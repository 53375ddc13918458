import { parseQuantity } from '../../../values/quantity';
import type { JvmMembers } from './jvm-fields';

/** Facts of the container in which a Java virtual machine runs. */
export interface JvmSurroundings {
  /** Requested processors: `500m`. */
  readonly cpu: string;
  /** Memory limit: `2Gi`. */
  readonly memory: string;
}

/** A Java virtual machine with every default filled in. */
export interface JvmSpec extends JvmMembers {
  /** Processors that the JVM counts on. */
  readonly processors: number;
  readonly collector: NonNullable<JvmMembers['collector']>;
}

/** Below one of the two the JVM itself takes the serial collector; measured on 17, 21 and 25. */
const LEAST_OF_G1 = { processors: 2, memoryBytes: parseQuantity('1792Mi') } as const;

/** Fills in the defaults that depend on the container: processors and collector. */
export function resolveJvm(jvm: JvmMembers, { cpu, memory }: JvmSurroundings): JvmSpec {
  const processors = jvm.processors ?? Math.max(1, Math.ceil(amountOf(cpu)));
  const isSmall = processors < LEAST_OF_G1.processors || amountOf(memory) < LEAST_OF_G1.memoryBytes;
  return { ...jvm, processors, collector: jvm.collector ?? (isSmall ? 'serial' : 'g1') };
}

/** A quantity as a number; 0 for text that is none, which a rule reports. */
function amountOf(text: string): number {
  try {
    return parseQuantity(text);
  } catch {
    return 0;
  }
}
