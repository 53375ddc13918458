import { deepFreeze } from '../../values/deep-freeze';
import type { Problems } from '../../values/problems';
import { containsToken, tokenPaths } from '../../values/token';
import { requireDisjointPlans } from '../cluster/address-plan-rules';
import { judgeAwsAddresses, judgeGoogleAddresses } from '../cluster/address-rules';
import { judgeAwsAccess } from '../cluster/aws/aws-access-rules';
import { judgeAwsControlPlane } from '../cluster/aws/aws-control-plane-rules';
import type { AwsClusterInput, GoogleClusterInput } from '../cluster/cluster-input';
import { judgeAddonPool, judgeCluster } from '../cluster/cluster-rules';
import { type AwsClusterSpec, type GoogleClusterSpec, isAwsCluster } from '../cluster/cluster-spec';
import { judgeGoogleControlPlane } from '../cluster/google/google-control-plane-rules';
import { judgeStatedKernel, judgeStatedLoad } from '../kernel-on-demand';
import { judgeAwsNetwork } from '../network/aws-network-rules';
import { judgeGoogleNetwork } from '../network/google-network-rules';
import { judgeAwsImage } from '../pool/aws/aws-image-rules';
import { judgeAwsPool } from '../pool/aws/aws-pool-rules';
import { judgeGooglePool } from '../pool/google/google-pool-rules';
import { judgeNodePool } from '../pool/node-pool-rules';
import { judgeStatedReboots, judgeStatedRisks } from '../reboots-on-demand';
import type { EnvironmentInput } from './environment-input';
import { judgeEnvironment } from './environment-rules';
import { hasEnvironmentShape, partSubject } from './environment-shape';
import { type EnvironmentFacts, resolveEnvironment } from './resolve-environment';

/**
 * Gathers every problem of an environment and fills in its defaults.
 *
 * @param problems speaks of whatever holds the environment; the environment's own subject is added here.
 * @returns the facts, frozen, for rules between environments; undefined where the input had no shape to read.
 */
export function judgeEnvironmentInput(input: unknown, index: number, problems: Problems): EnvironmentFacts | undefined {
  const own = problems.at(partSubject('environment', input, index));
  const paths = tokenPaths(input);
  for (const path of paths) {
    const remedy = 'give a literal; nothing that only an apply knows may be in a spec';
    own.add(path, 'be known before an apply', 'a Terraform token', remedy);
  }
  // Rules would only say of a token that it is misspelt.
  const judged = paths.length === 0 ? own : own.muted((problem) => containsToken(problem.value));
  if (!hasEnvironmentShape(input, judged)) return undefined;
  const facts = deepFreeze(resolveEnvironment(structuredClone(input)));
  judgeEnvironment(input, judged);
  facts.clusters.forEach((cluster, place) => {
    const part = input.clusters[place];
    if (part === undefined) return;
    judgeClusterOf(part, cluster, judged.at(partSubject('cluster', part, place)));
    for (const earlier of facts.clusters.slice(0, place)) {
      const first = { environment: facts.name, cluster: earlier };
      requireDisjointPlans(first, { environment: facts.name, cluster }, judged.at(partSubject('cluster', part, place)));
    }
  });
  return facts;
}

function judgeClusterOf(
  input: EnvironmentInput['clusters'][number],
  cluster: AwsClusterSpec | GoogleClusterSpec,
  problems: Problems,
): void {
  const before = problems.count;
  judgeCluster(input, cluster, problems);
  judgeAddonPool(cluster, problems);
  if (isAwsCluster(cluster)) judgeAwsCluster(input as AwsClusterInput, cluster, problems);
  else judgeGoogleCluster(input as GoogleClusterInput, cluster, problems);
  // What is down at once follows from sizes, windows and replicas: with a wrong one the figures would be nonsense.
  if (problems.count === before) judgeStatedRisks(cluster, problems);
}

function judgeAwsCluster(input: AwsClusterInput, cluster: AwsClusterSpec, problems: Problems): void {
  judgeAwsNetwork(cluster, problems);
  judgeAwsControlPlane(input, cluster, problems);
  judgeAwsAccess(cluster, problems);
  judgeAwsAddresses(cluster, problems);
  const { prefixDelegation } = cluster.platform.controlPlane;
  const networkZones = cluster.platform.network.zones.map((zone) => zone.zone);
  input.pools.forEach((pool, index) => {
    const spec = cluster.pools[index];
    if (spec === undefined) return;
    const own = problems.at(partSubject('pool', pool, index));
    judgeNodePool({ input: pool, spec, networkZones }, own);
    judgeStatedKernel(pool.kernel, spec, own);
    judgeStatedLoad(pool.kernel, { spec, datapath: cluster.datapath }, own);
    judgeStatedReboots(pool.reboots, spec, own);
    judgeAwsImage(pool, { kubernetesVersion: input.kubernetesVersion, runningVersion: input.runningVersion }, own);
    judgeAwsPool({ input: pool, spec, prefixDelegation }, own);
  });
}

function judgeGoogleCluster(input: GoogleClusterInput, cluster: GoogleClusterSpec, problems: Problems): void {
  judgeGoogleNetwork(cluster, problems);
  judgeGoogleControlPlane(input, cluster, problems);
  judgeGoogleAddresses(cluster, problems);
  const networkZones = cluster.platform.network.zones;
  input.pools.forEach((pool, index) => {
    const spec = cluster.pools[index];
    if (spec === undefined) return;
    const own = problems.at(partSubject('pool', pool, index));
    judgeNodePool({ input: pool, spec, networkZones }, own);
    judgeStatedKernel(pool.kernel, spec, own);
    judgeStatedLoad(pool.kernel, { spec, datapath: cluster.datapath }, own);
    judgeStatedReboots(pool.reboots, spec, own);
    judgeGooglePool({ input: pool, spec }, own);
  });
}
