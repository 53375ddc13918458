/** Prefix of every label and taint that keelson sets; users choose another prefix for theirs. */
export const LABEL_PREFIX = 'keelson.dev/';

/** Prefix of every environment variable that keelson sets in a container; users choose another prefix for theirs. */
export const VARIABLE_PREFIX = 'KEELSON_';

/** Node label with the name of the pool; workloads select nodes by it. */
export const POOL_LABEL = 'keelson.dev/pool';

/** Node label with the purpose of the pool. */
export const PURPOSE_LABEL = 'keelson.dev/purpose';

/** Label with the name of the workload, on every object that a selector of keelson matches. */
export const WORKLOAD_LABEL = 'keelson.dev/workload';

/** Name of the daemon that sets and keeps kernel parameters; a startup taint with this `removedBy` is removed by the daemon. */
export const NODE_TUNER = 'node-tuner';

/** Namespace of the platform's own daemons: its Pod Security level is privileged, and its quota admits system-critical pods. */
export const PLATFORM_NAMESPACE = 'keelson-system';

/** Name of the init container that holds a pod back until the kernel parameters of its node are set. */
export const TUNED_GATE = 'tuned-gate';
