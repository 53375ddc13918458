export { ALL_CHECKS } from '../checks/all-checks';
export type { Breach, Check } from '../checks/check';
export type { Finding, Severity } from '../checks/finding';
export { runChecks } from '../checks/run-checks';
export { buildModel } from '../model/build-model';
export type { PlatformModel, PoolModel } from '../model/platform-model';
export type { ContainerFacts, PodFacts } from '../model/pod-facts';
export type { PoolFacts } from '../model/pool-facts';
export type { WorkloadFacts } from '../model/workload-facts';
