import { list, mapOf, members, textOr } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { flag, number, oneOf, text, whole } from '../fields/leaf-fields';
import { inert } from '../fields/state-effect';
import { SHIPPED_IMAGES } from '../shipped-images';
import type { StatedSysctlInput, SysctlRangeInput } from '../sysctl/stated-sysctl-input';
import type { KernelInput } from './kernel-input';
import type { LoadProfileInput } from './load-input';
import type { NodeTunerInput } from './node-tuner-input';

/** Fields of a pool's load in the form of version 0.1. */
const formerLoadFields = members<LoadProfileInput>()({
  connections: whole({ min: 1, max: 100_000_000 }),
  requestsPerSecond: withDefault(whole({ min: 0, max: 10_000_000 }), 0),
  legsPerConnection: withDefault(whole({ min: 1, max: 4 }), 2),
  newConnectionsPerSecond: withDefault(whole({ min: 0, max: 10_000_000 }), 0),
  backends: withDefault(whole({ min: 1, max: 100_000 }), 1),
  preservesClientAddress: withDefault(flag, true),
});

const wholeBound = number({
  rule: 'be a whole number',
  remedy: () => 'round it',
  holds: Number.isSafeInteger,
});

/** Fields of a parameter that is not in the catalogue. */
const statedSysctlField = members<StatedSysctlInput>()({
  value: text,
  scope: oneOf('node', 'network-namespace', 'ipc-namespace', 'pid-namespace'),
  because: text,
  range: optional(members<SysctlRangeInput>()({ min: wholeBound, max: wholeBound })),
});

/** Fields of a pool's kernel parameters. */
export const kernelFields = members<KernelInput>()({
  profiles: withDefault(list(oneOf('many-connections', 'reverse-proxy', 'database-client', 'jvm')), []),
  sysctls: withDefault(mapOf(textOr(statedSysctlField)), {}),
  transparentHugepages: optional(oneOf('always', 'madvise', 'never')),
  load: inert(optional(formerLoadFields)),
});

/** Fields of the daemon that keeps kernel parameters; `resolveNodeTuner` fills in whether kube-proxy runs. */
export const nodeTunerFields = members<NodeTunerInput>()({
  image: withDefault(text, SHIPPED_IMAGES.nodeTuner.image),
  assertSeconds: withDefault(whole({ min: 1, max: 2, unit: 'seconds' }), 1),
  taintCheckSeconds: withDefault(whole({ min: 5, max: 300, unit: 'seconds' }), 15),
  kubeProxy: optional(flag),
  metricsFolder: withDefault(text, '/var/lib/node_exporter/textfile_collector'),
});

/** Load of a pool in the form of version 0.1, with every default filled in. */
export type FormerLoad = Resolved<typeof formerLoadFields>;

/** Kernel parameters of a pool as stated, with every default filled in. */
export type KernelMembers = Resolved<typeof kernelFields>;

/** Settings of the NodeTuner with the defaults of their fields; `kubeProxy` has none here, because it depends on the cluster. */
export type NodeTunerMembers = Resolved<typeof nodeTunerFields>;
