/**
 * Options of a Java virtual machine, derived so that heap and everything beside it fit into the container's memory, which must be 256Mi
 * at least. They are in the variable JDK_JAVA_OPTIONS; `container.env`, `container.command` and `container.args` may not contradict them,
 * and pools with transparent huge pages `always` are refused.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
export interface JvmInput {
  /** Release line of the JDK in the image. Changing it rolls the pods where options differ between the lines. */
  readonly line: 17 | 21 | 25;
  /**
   * Share of the container's memory that is heap, 25 to 75 percent, rounded down to a multiple of 2Mi, of 32Mi from 1Gi on. A share that
   * leaves too little for metaspace, code, direct buffers, stacks and the collector is refused with the sum. Changing it rolls the pods.
   * @default 50
   */
  readonly heapPercent?: number;
  /**
   * Processors that the JVM counts on, 1 to 64, and not more than a node of the pools has: they decide how many threads collect and
   * compile. Changing it rolls the pods.
   * @default - `container.cpu`, rounded up
   */
  readonly processors?: number;
  /**
   * Garbage collector, always written out because the JVM's own choice depends on the machine. ZGC has
   * generations from 21 on, and takes 30 percent of the heap beside it, where G1 takes 10. Changing it rolls the pods.
   * @default - 'serial' below 2 processors or 1792Mi of memory, otherwise 'g1'
   */
  readonly collector?: 'serial' | 'parallel' | 'g1' | 'zgc';
  /**
   * Whether the JVM touches its whole heap when it starts, so that a container that is too small fails at the start and not at the first
   * peak. Changing it rolls the pods.
   * @default true
   */
  readonly preTouch?: boolean;
  /**
   * Upper bound of class metadata, 16Mi to 16Gi in whole Mi. Changing it rolls the pods.
   * @default '256Mi'
   */
  readonly metaspace?: string;
  /**
   * Upper bound of direct buffers, 1Mi to 128Gi in whole Mi. Changing it rolls the pods.
   * @default '64Mi'
   */
  readonly direct?: string;
  /**
   * Upper bound of compiled code, 16Mi to 2Gi in whole Mi. Changing it rolls the pods.
   * @default '128Mi'
   */
  readonly codeCache?: string;
  /**
   * Most platform threads, 1 to 10000, each with a stack of 1Mi; virtual threads are part of the heap. It is an assumption of the sum
   * and limits nothing. Changing it changes nothing that is deployed.
   * @default 200
   */
  readonly threads?: number;
  /**
   * Folder `/heap-dumps` for a dump of the heap when the heap is full; the dump stays until the pod goes, and a later one of the same
   * pod is not written. Changing it rolls the pods.
   * @default - no dump
   */
  readonly heapDump?: HeapDumpInput;
  /**
   * Further options of the JVM, each of one word without quotes: `-Dname=value`, `--add-opens=java.base/java.lang=ALL-UNNAMED`. None sets
   * what another member sets, names a class path or a main class, or ends the JVM. Changing it rolls the pods.
   * @default - none
   */
  readonly options?: readonly string[];
}

/** Folder into which the JVM writes its heap when the heap is full. */
export interface HeapDumpInput {
  /**
   * Size of the folder on the node's disk, `64Mi` to `1Ti` and at least twice the heap's, because a dump writes references in twice their
   * size; the kubelet evicts a pod whose dump is larger. It counts into `container.scratch`. Changing it rolls the pods.
   */
  readonly size: string;
}
