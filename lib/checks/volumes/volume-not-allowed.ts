import { ownClaims, sharedClaims } from '../../model/claim-facts';
import type { PlatformModel } from '../../model/platform-model';
import { podTemplateOf } from '../../model/pod-facts';
import { readAt, readMaps, readText } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { type Breach, type Check, describeObject } from '../check';
import { criticalPoolsOf, describePools } from '../critical-pools';

/**
 * Critical systems mount nothing: a disk is in one zone, and its pod waits for as long as the zone is away. A folder of the node is the
 * folder of another node as soon as the pod moves. The annotation of the check, with its reason, is the list of the volumes that a
 * platform allows. Folders of the node in the namespaces of teams are left to `pod-security-refuses-pods`, and the platform's own agents
 * in `keelson-system` need them.
 */
export const volumeNotAllowed: Check = {
  id: 'volume-not-allowed',
  severity: 'error',
  title: 'pods that may move keep no data on their node, and critical pods none on a disk',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  run: (model) => {
    const teams = new Set(model.cluster.teams.map(({ name }) => name));
    return model.workloads.flatMap((workload) => {
      const { object, namespace } = workload;
      const isJudgedElsewhere = namespace === PLATFORM_NAMESPACE || teams.has(namespace);
      const found = [isJudgedElsewhere ? undefined : judgeHostPath(workload), judgeDisks(workload, model)];
      return found.flatMap((each) =>
        each === undefined ? [] : [{ subject: describeObject(object), object, ...each }],
      );
    });
  },
};

type Judgement = Pick<Breach, 'message' | 'severity'>;

/** The way to allow a volume, which ends every message of the check. */
const ALLOW = "state the reason in the annotation 'keelson.dev/ignore-volume-not-allowed'";

function judgeHostPath({ object, kind }: WorkloadFacts): Judgement | undefined {
  const paths = readMaps(readAt(podTemplateOf(object), 'spec', 'volumes')).flatMap((volume) => {
    return volume['hostPath'] === undefined ? [] : [`'${readText(readAt(volume, 'hostPath', 'path')) ?? ''}'`];
  });
  if (paths.length === 0) return undefined;
  const what = `its pods mount ${paths.join(', ')} of their node`;
  if (kind === 'DaemonSet') {
    const message = `${what}, and can read or change what belongs to the node; if the daemon needs that, ${ALLOW}`;
    return { message, severity: 'warning' };
  }
  return { message: `${what}, and find another folder there as soon as they move; use another volume, or ${ALLOW}` };
}

function judgeDisks(workload: WorkloadFacts, model: PlatformModel): Judgement | undefined {
  const { object, kind } = workload;
  const own = ownClaims(object);
  const names = [...sharedClaims(object), ...own].map((name) => `'${name}'`).join(', ');
  if (names === '') return undefined;
  const critical = criticalPoolsOf(workload, model);
  if (critical.length > 0) {
    const what = `its pods may run on ${describePools(critical)}, on which the traffic of all depends, and need the disk ${names}`;
    const message = `${what}: with the zone of the disk they are gone too; keep the data elsewhere, or ${ALLOW}`;
    return { message, severity: 'warning' };
  }
  if (kind !== 'StatefulSet' || own.length === 0 || model.cluster.environment.tier !== 'production') return undefined;
  const what = `it keeps data in production on the disk ${names} of each pod`;
  const message = `${what}, so a drain waits until the disk is attached elsewhere, and with its zone the pod is gone; use a data store outside the cluster, or ${ALLOW}`;
  return { message, severity: 'warning' };
}
