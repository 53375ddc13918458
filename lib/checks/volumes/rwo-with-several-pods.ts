import { sharedClaims } from '../../model/claim-facts';
import type { PlatformModel } from '../../model/platform-model';
import { readAt, readText } from '../../model/read-fields';
import { rolloutOf } from '../../model/rollout-pods';
import { namespaceOf, type WorkloadFacts } from '../../model/workload-facts';
import type { KubernetesObject } from '../../values/kubernetes-object';
import { type Breach, type Check, describeObject } from '../check';

/** Access modes with which pods of several nodes may use a volume. */
const SHARED_MODES: readonly string[] = ['ReadWriteMany', 'ReadOnlyMany'];

/**
 * A disk is attached to one node. Pods of other nodes that need it wait in ContainerCreating without end, also during a rollout that
 * starts the new pod before the old one has ended.
 */
export const rwoWithSeveralPods: Check = {
  id: 'rwo-with-several-pods',
  severity: 'error',
  title: 'a claim for one node is used by one pod',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  run: (model) => {
    const claims = claimsOf(model);
    return model.workloads.flatMap((workload) =>
      sharedClaims(workload.object).flatMap((name) => {
        const { object, namespace } = workload;
        const found = judge(workload, name, claims.get(`${namespace}/${name}`));
        return found === undefined ? [] : [{ subject: describeObject(object), object, ...found }];
      }),
    );
  },
};

function claimsOf({ objects }: PlatformModel): ReadonlyMap<string, KubernetesObject> {
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  return new Map(claims.map((claim) => [`${namespaceOf(claim)}/${claim.metadata.name}`, claim]));
}

type Judgement = Pick<Breach, 'message' | 'severity'>;

function judge(workload: WorkloadFacts, name: string, claim: KubernetesObject | undefined): Judgement | undefined {
  const most = workload.mostReplicas;
  if (most === 0) return undefined;
  const modes = claim === undefined ? undefined : modesOf(claim);
  if (modes?.some((mode) => SHARED_MODES.includes(mode)) === true) return undefined;
  const pods = most === undefined ? 'the pods of all its nodes' : `up to ${most} pods`;
  if (most === undefined || most > 1) {
    if (modes === undefined) {
      const message = `${pods} share the claim '${name}', which no manifest holds: if its access mode is ReadWriteOnce, pods on a second node never start; add the claim to a chart, so that it can be judged`;
      return { message, severity: 'warning' };
    }
    const why = `${pods} share the claim '${name}' (${modes.join(', ')}), whose disk is attached to one node, so pods on a second node never start`;
    return { message: `${why}; run one pod, use ReadWriteMany, or a StatefulSet with a claim for each pod` };
  }
  const { surge, missing } = rolloutOf(workload, most);
  if (modes === undefined || surge === 0) return undefined;
  const wait = missing === 0 ? ', and the old one stays until then' : '';
  const message = `a rollout starts the new pod while the old one has the claim '${name}' (${modes.join(', ')}): on another node the new pod cannot start${wait}; set 'strategy.type' to Recreate`;
  return { message, severity: 'warning' };
}

function modesOf(claim: KubernetesObject): readonly string[] {
  const modes = readAt(claim, 'spec', 'accessModes');
  return Array.isArray(modes) ? modes.flatMap((mode) => readText(mode) ?? []) : [];
}
