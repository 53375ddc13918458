import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { describeObject, type ManifestObject, serverSideApply } from '../../harness/control-plane-apply';
import type { ApiObject } from '../../harness/control-plane-client';
import { awaitPods, type PodsOutcome } from './expected-pods';
import { EXPLAINED_WARNINGS, isExplained } from './explained';
import type { JudgedCluster } from './judged-cluster';
import { warningEvents } from './warning-events';

/** Largest number of rounds of an apply whose objects depend on each other. */
const ROUNDS = 10;
const ROUND_PAUSE_MS = 500;

/**
 * Attempts of a second apply, because a controller may still change an object while it reports its state. The pause is longer
 * than a second because managed fields count in seconds: a needless write shows only in the first apply of each second.
 */
const REAPPLY_ATTEMPTS = 3;
const REAPPLY_PAUSE_MS = 1_100;

/** Outcome of the all-at-once run. */
export interface AtOnceOutcome extends PodsOutcome {
  /** Number of times that the whole set had to be applied until the server accepted all of it. */
  readonly rounds: number;
}

/**
 * Applies band by band, as the design requires of users: within a band in file order, and the next band only when quotas are
 * counted and default accounts exist. Every warning, refusal and warning event is a problem.
 */
export async function applyBandByBand(
  cluster: JudgedCluster,
  manifests: readonly ManifestObject[],
): Promise<PodsOutcome> {
  const bands = [...new Set(manifests.map(bandOf))].sort();
  for (const band of bands) {
    const members = manifests.filter((manifest) => bandOf(manifest) === band);
    const problems = [...(await applyInOrder(cluster, members)), ...(await awaitAdmission(cluster, members))];
    if (problems.length > 0) return { pods: 0, problems };
  }
  const outcome = await awaitPods(cluster.plane, manifests, { stopsAtWarning: true, timeoutSeconds: 60 });
  if (outcome.problems.length > 0) return outcome;
  await cluster.whenStill();
  const events = await warningEvents(cluster.plane, manifests);
  return { ...outcome, problems: events.map(({ text }) => text) };
}

/** Applies everything in file order repeatedly until all of it is accepted, and then requires that nothing changes any more. */
export async function applyAtOnce(
  cluster: JudgedCluster,
  manifests: readonly ManifestObject[],
): Promise<AtOnceOutcome> {
  const { rounds, problems: refused } = await applyInRounds(cluster, manifests);
  if (refused.length > 0) return { pods: 0, rounds, problems: refused };
  const outcome = await awaitPods(cluster.plane, manifests, { stopsAtWarning: false, timeoutSeconds: 120 });
  if (outcome.problems.length > 0) return { ...outcome, rounds };
  await cluster.whenStill();
  const before = new Set((await warningEvents(cluster.plane, manifests)).map(({ occurrence }) => occurrence));
  const problems = [...(await reapply(cluster, manifests))];
  await cluster.whenStill();
  const fresh = (await warningEvents(cluster.plane, manifests)).filter(({ occurrence }) => !before.has(occurrence));
  return { ...outcome, rounds, problems: [...problems, ...fresh.map(({ text }) => text)] };
}

/** Applies every object a second time: no object may get another version, generation or manager. */
export async function reapply(
  cluster: JudgedCluster,
  manifests: readonly ManifestObject[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const manifest of manifests) problems.push(...(await reapplyOne(cluster, manifest)));
  return problems;
}

async function reapplyOne(cluster: JudgedCluster, manifest: ManifestObject): Promise<readonly string[]> {
  const path = await cluster.types.pathOf(manifest.object);
  let changes: readonly string[] = [];
  for (let attempt = 1; attempt <= REAPPLY_ATTEMPTS; attempt++) {
    if (attempt > 1) await sleep(REAPPLY_PAUSE_MS);
    const before = await cluster.plane.request('GET', path);
    const { applied, refusals } = await serverSideApply(cluster.plane, cluster.types, manifest);
    if (applied === undefined) return refusals;
    if (applied.metadata?.resourceVersion === before.body.metadata?.resourceVersion) return [];
    changes = changedPaths(before.body, applied);
  }
  return [`${describeObject(manifest.object)}: a second apply changes it: ${changes.join(', ')}`];
}

/** Paths whose values differ: `metadata.generation`, `spec.egress`. */
function changedPaths(before: unknown, after: unknown, path = ''): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isParent(before) || !isParent(after)) return [path];
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return members.flatMap((member) => changedPaths(before[member], after[member], `${path}${path && '.'}${member}`));
}

function isParent(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

async function applyInOrder(cluster: JudgedCluster, manifests: readonly ManifestObject[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const manifest of manifests) {
    const { refusals, warnings } = await serverSideApply(cluster.plane, cluster.types, manifest);
    problems.push(...refusals, ...warnings.filter((warning) => !isExplained(EXPLAINED_WARNINGS, warning)));
  }
  return problems;
}

async function applyInRounds(
  cluster: JudgedCluster,
  manifests: readonly ManifestObject[],
): Promise<{ readonly rounds: number; readonly problems: readonly string[] }> {
  for (let rounds = 1; ; rounds++) {
    const problems = await applyInOrder(cluster, manifests);
    if (problems.length === 0 || rounds === ROUNDS) return { rounds, problems };
    await sleep(ROUND_PAUSE_MS);
  }
}

/** Waits for what pods of the next band need from this one: counted quotas and existing accounts. */
async function awaitAdmission(
  cluster: JudgedCluster,
  manifests: readonly ManifestObject[],
): Promise<readonly string[]> {
  const waits = manifests.flatMap(({ object }) => {
    if (object.kind === 'ResourceQuota') {
      const path = `/api/v1/namespaces/${object.metadata?.namespace}/resourcequotas/${object.metadata?.name}`;
      return [{ path, isDone: ({ status }: ApiObject) => isCounted(status), what: describeObject(object) }];
    }
    if (object.kind === 'Namespace') {
      const path = `/api/v1/namespaces/${object.metadata?.name}/serviceaccounts/default`;
      return [{ path, isDone: () => true, what: `default account of ${describeObject(object)}` }];
    }
    return [];
  });
  const outcomes = await Promise.all(waits.map((wait) => awaitObject(cluster, wait)));
  return outcomes.flat();
}

async function awaitObject(
  cluster: JudgedCluster,
  {
    path,
    isDone,
    what,
  }: { readonly path: string; readonly isDone: (object: ApiObject) => boolean; readonly what: string },
): Promise<readonly string[]> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const { status, body } = await cluster.plane.request('GET', path);
    if (status === 200 && isDone(body)) return [];
    await sleep(100);
  }
  return [`${what} is not there after 30 s`];
}

function isCounted(status: unknown): boolean {
  return typeof status === 'object' && status !== null && 'hard' in status && 'used' in status;
}

/** Band of an object: `00` of `00-teams.k8s.yaml`, `80` of `extensions/80-alerts.k8s.yaml`. */
function bandOf({ file }: ManifestObject): string {
  return /(\d\d)-[^/]*$/.exec(file)?.[1] ?? file;
}
