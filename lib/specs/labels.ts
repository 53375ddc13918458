/** Prefix of every label and taint of ours; callers use prefixes of their own. */
export const LABEL_PREFIX = 'keelson.dev/';

/** Node label that names the pool; workloads select on it. */
export const POOL_LABEL = 'keelson.dev/pool';

/** Node label with the purpose of the pool. */
export const PURPOSE_LABEL = 'keelson.dev/purpose';

/** Label of our own on every object that a selector matches. */
export const WORKLOAD_LABEL = 'keelson.dev/workload';

/** Name of the daemon that sets and keeps kernel parameters; as `removedBy` of a startup taint it opens the node. */
export const NODE_TUNER = 'node-tuner';

/** Namespace of the platform's own daemons: Pod Security level privileged, system-critical classes admitted by quota. */
export const PLATFORM_NAMESPACE = 'keelson-system';

/** Name of the init container that holds a pod back until the kernel parameters of its node are set. */
export const TUNED_GATE = 'tuned-gate';
