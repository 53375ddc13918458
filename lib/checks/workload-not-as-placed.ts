import { groupBy } from '../model/group-by';
import type { PlatformModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import type { WorkloadSpec } from '../specs/workload/workload-spec';
import { poolNamesOf } from '../specs/workload/workload-spec';
import { type Breach, type Check, describeObject } from './check';
import { replicaBreaches } from './placed-replicas';

/** Kinds of objects that may be a declared workload. */
const KINDS: Readonly<Record<WorkloadSpec['kind'], readonly string[]>> = {
  deployment: ['Deployment', 'StatefulSet'],
  daemon: ['DaemonSet'],
  job: ['Job', 'CronJob'],
  'traffic-daemon': ['DaemonSet'],
};

/** Pools, budgets and quotas are sized by the declared workloads, so that they are wrong for a manifest that differs. */
export const workloadNotAsPlaced: Check = {
  id: 'workload-not-as-placed',
  severity: 'error',
  title: 'manifests and declared workloads agree on kind, replicas, pools and grace',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  run: (model) => {
    const declared = new Map(model.cluster.workloads.map((spec) => [keyOf(spec.namespace, spec.name), spec]));
    const teams = new Set(model.cluster.teams.map((team) => team.name));
    const groups = groupBy(model.workloads, ({ namespace, workload, name }) => keyOf(namespace, workload ?? name));
    const breaches = [...groups].flatMap(([key, workloads]) => {
      const spec = declared.get(key);
      if (spec !== undefined) return judgeGroup(workloads, spec, model);
      return workloads.filter(({ namespace }) => teams.has(namespace)).map(undeclared);
    });
    const missing = model.cluster.workloads.filter((spec) => !groups.has(keyOf(spec.namespace, spec.name)));
    return [...breaches, ...missing.map(withoutManifest)];
  },
};

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function undeclared(workload: WorkloadFacts): Breach {
  return {
    subject: describeObject(workload.object),
    message:
      "the cluster does not declare this workload, so no pool is sized for it; add it to the cluster's 'workloads'",
    object: workload.object,
    severity: 'warning',
  };
}

function withoutManifest(spec: WorkloadSpec): Breach {
  return {
    subject: `workload '${spec.namespace}/${spec.name}'`,
    message: "no manifest starts its pods; add a chart with it, or remove it from the cluster's 'workloads'",
    severity: 'warning',
  };
}

/**
 * Judges all objects of a declared workload together. A Job with the workload's label, such as one that verifies a release, is its own
 * thing where the workload itself is there too.
 */
function judgeGroup(workloads: readonly WorkloadFacts[], spec: WorkloadSpec, model: PlatformModel): readonly Breach[] {
  const sets = workloads.filter(({ kind }) => KINDS[spec.kind].includes(kind));
  const judged = sets.length === 0 ? workloads : workloads.filter(({ kind }) => !isJob(kind) || spec.kind === 'job');
  const numbers = spec.kind === 'deployment' ? replicaBreaches(sets, spec) : [];
  return [...judged.flatMap((workload) => disagreements(workload, spec, model)), ...numbers];
}

function isJob(kind: string): boolean {
  return KINDS.job.includes(kind);
}

function disagreements(workload: WorkloadFacts, spec: WorkloadSpec, model: PlatformModel): Breach[] {
  const subject = describeObject(workload.object);
  return [kindProblem(workload, spec), poolProblem(workload, spec, model), graceProblem(workload, spec)]
    .filter((message) => message !== undefined)
    .map((message) => ({ subject, message, object: workload.object }));
}

function kindProblem(workload: WorkloadFacts, spec: WorkloadSpec): string | undefined {
  const allowed = KINDS[spec.kind];
  if (allowed.includes(workload.kind)) return undefined;
  return `it is declared as '${spec.kind}', which a ${workload.kind} is not; make it a ${allowed.join(' or ')}, or declare another kind`;
}

function poolProblem(workload: WorkloadFacts, spec: WorkloadSpec, model: PlatformModel): string | undefined {
  if (workload.pod.isPlacedElsewhere) return undefined;
  const open = model.pools
    .filter((pool) => placementRefusals(workload.pod, pool).length === 0)
    .map((pool) => pool.name);
  const astray = open.filter((name) => !poolNamesOf(spec).includes(name));
  const shut = poolNamesOf(spec).filter((name) => !open.includes(name));
  if (astray.length === 0 && shut.length === 0) return undefined;
  const remedy = "take the placement from 'renderPlacement'";
  const list = (names: readonly string[]) => (names.length === 0 ? 'no pool' : names.join(', '));
  return `its pods may run on ${list(open)}, but ${list(poolNamesOf(spec))} is declared; ${remedy}`;
}

function graceProblem({ pod }: WorkloadFacts, { shutdown }: WorkloadSpec): string | undefined {
  const { graceSeconds } = shutdown;
  if (graceSeconds === undefined || graceSeconds === pod.graceSeconds) return undefined;
  return `its pods may take ${pod.graceSeconds} s to end, declared are ${graceSeconds} s; take 'terminationGracePeriodSeconds' from 'shutdown.graceSeconds' of the workload's spec`;
}
