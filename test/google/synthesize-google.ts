import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { TerraformStack } from 'cdktf';
import type { IGkeCluster } from '../../lib/google/gke-cluster-contract';
import { GkeControlPlane } from '../../lib/google/gke-control-plane';
import { GoogleNetwork } from '../../lib/google/google-network';
import { NodeServiceAccount } from '../../lib/google/node-service-account';
import type { GoogleClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import type { GoogleNodePoolInput } from '../../lib/specs/pool/node-pool-input';
import type { GoogleNodePoolSpec } from '../../lib/specs/pool/node-pool-spec';
import { synthesizeStacks, type TerraformJson } from '../../lib/testing/synthesize-stacks';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';

/** The resolved spec of the fixture's cluster with overrides. */
export function googleClusterSpec(overrides: Parameters<typeof googleCluster>[0] = {}): GoogleClusterSpec {
  const environment = EnvironmentSpec.from(googleEnvironment({ clusters: [googleCluster(overrides)] }));
  const [cluster] = environment.clusters;
  if (cluster?.cloud !== 'google') throw new Error('the fixture has no cluster on Google Cloud');
  return cluster;
}

/** The resolved spec of the fixture's pool with overrides of its own and of its Google settings. */
export function googlePoolSpec(
  overrides: Partial<GoogleNodePoolInput> = {},
  google: Partial<GoogleNodePoolInput['google']> = {},
): GoogleNodePoolSpec {
  const base = googlePool(overrides);
  const pool = { ...base, google: { ...base.google, ...google } };
  const remover = { name: 'opener', namespace: 'video', kind: 'daemon', pools: [pool.name] } as const;
  // The managed add-ons need a pool without taints, but the pool under test may have taints.
  const addons = googlePool({ name: 'system', purpose: 'system' });
  const cluster = googleClusterSpec({ pools: [pool, addons], workloads: [remover] });
  const [spec] = cluster.pools;
  if (spec === undefined) throw new Error('the fixture has no pool');
  return spec;
}

/** A cluster that exists already. */
export const EXISTING_CLUSTER: IGkeCluster = GkeControlPlane.fromAttributes({
  name: 'old',
  nameReference: 'old',
  projectId: 'example-streaming',
  location: 'europe-west4',
  endpoint: '192.0.2.1',
  workloadPool: 'example-streaming.svc.id.goog',
  nodeServiceAccountEmail: 'nodes@example-streaming.iam.gserviceaccount.com',
  nodeNetworkTag: 'old-node',
});

/** Synthesises what `build` adds to one stack. */
export function synthesizeGoogle(build: (stack: TerraformStack) => void): TerraformJson {
  const stacks = synthesizeStacks((app) => {
    const stack = new TerraformStack(app, 'test');
    new GoogleProvider(stack, 'google', {});
    build(stack);
  });
  return stacks['test'] ?? {};
}

/** Synthesises a control plane with its network and service account, and returns the stack's JSON. */
export function synthesizeControlPlane(overrides: Parameters<typeof googleCluster>[0] = {}): TerraformJson {
  const cluster = googleClusterSpec(overrides);
  return synthesizeGoogle((stack) => {
    const network = new GoogleNetwork(stack, 'network', { cluster, after: [] });
    const nodeServiceAccount = new NodeServiceAccount(stack, 'nodes', { cluster, after: [] });
    new GkeControlPlane(stack, 'control-plane', { cluster, network, nodeServiceAccount, after: [] });
  });
}

/** Resources of a type, in the order of their ids. */
export function resourcesOf(json: TerraformJson, type: string): readonly Record<string, unknown>[] {
  return Object.values(json['resource']?.[type] ?? {});
}

/** The only resource of a type. */
export function resourceOf(json: TerraformJson, type: string): Record<string, unknown> {
  const found = resourcesOf(json, type);
  const [only] = found;
  if (found.length !== 1 || only === undefined) throw new Error(`${found.length} resources of type ${type}, not one`);
  return only;
}
