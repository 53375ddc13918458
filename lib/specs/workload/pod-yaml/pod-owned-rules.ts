import { parseLabelKey, parseLabelValue } from '../../../values/label';
import type { Problems } from '../../../values/problems';
import { LABEL_PREFIX } from '../../labels';
import type { WorkloadMembers } from '../workload-fields';
import type { PodObject, PodSpecObject } from './pod-object';

/** Owner that states a field in the pod's place, by the field: keelson would overwrite the field, or objects around the pod contradict it. */
const OWNERS: Readonly<Record<string, string>> = {
  nodeSelector: "'pools'",
  affinity: "'pools', and to the spread that keelson adds",
  tolerations: "'pools'",
  topologySpreadConstraints: 'keelson, which spreads the pods over zones and nodes',
  nodeName: "'pools'",
  schedulerName: "the cluster's own scheduler",
  schedulingGates: 'nobody: nothing would remove them',
  schedulingGroup: "the cluster's own scheduler",
  serviceAccountName: 'keelson, which gives the workload an account of its own',
  serviceAccount: 'keelson, which gives the workload an account of its own',
  terminationGracePeriodSeconds: "'shutdown'",
  imagePullSecrets: "'pullSecrets'",
  hostNetwork: 'daemons of the platform: two pods of a service could not share the ports of a node',
  priorityClassName: 'the platform: services have no class, and priority 0',
  priority: 'the platform: services have no class, and priority 0',
  overhead: 'the runtime class',
  activeDeadlineSeconds: 'jobs: a Deployment refuses it',
  ephemeralContainers: "'kubectl debug': a Deployment refuses them",
  resources: 'the containers, each with its own',
};

/** The only value that a field may state, by the field, with the reason. */
const ONLY_VALUES: Readonly<Record<string, { readonly value: string | boolean; readonly because: string }>> = {
  restartPolicy: { value: 'Always', because: 'a Deployment knows no other' },
  automountServiceAccountToken: { value: false, because: 'a pod of a service holds no token of the API server' },
  enableServiceLinks: { value: false, because: 'every Service of the namespace would add variables' },
  hostPID: { value: false, because: "the pod would see the node's processes" },
  hostIPC: { value: false, because: "the pod would see the node's shared memory" },
};

/** Refuses what keelson, another member of the workload, or the platform states. */
export function judgeOwnedFields(pod: PodObject, workload: WorkloadMembers, problems: Problems): void {
  judgeIdentity(pod, workload, problems);
  const { spec } = pod;
  for (const [field, owner] of Object.entries(OWNERS)) {
    const value = spec[field];
    problems.require(value === undefined, `podYaml.spec.${field}`, `be left to ${owner}`, value, 'remove it');
  }
  for (const [field, { value, because }] of Object.entries(ONLY_VALUES)) {
    const stated = spec[field];
    const holds = stated === undefined || stated === value;
    problems.require(holds, `podYaml.spec.${field}`, `be ${shown(value)}: ${because}`, stated, 'remove it');
  }
  judgeSysctls(spec, problems);
  judgeKeys(pod, problems);
}

function shown(value: string | boolean): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** A name that the text states must be the one that the objects get, because a team looks for its pods by it. */
function judgeIdentity({ metadata }: PodObject, workload: WorkloadMembers, problems: Problems): void {
  for (const field of ['name', 'namespace'] as const) {
    const stated = metadata[field];
    const rule = `be the workload's ${field}, '${workload[field]}'`;
    const holds = stated === undefined || stated === workload[field];
    problems.require(holds, `podYaml.metadata.${field}`, rule, stated, 'remove it, or correct it');
  }
}

function judgeSysctls({ securityContext }: PodSpecObject, problems: Problems): void {
  const stated = securityContext?.['sysctls'];
  const path = 'podYaml.spec.securityContext.sysctls';
  problems.require(stated === undefined, path, "be left to the workload's 'sysctls'", stated, 'state them there');
}

function judgeKeys({ metadata }: PodObject, problems: Problems): void {
  for (const field of ['labels', 'annotations'] as const) {
    for (const [key, value] of Object.entries(metadata[field] ?? {})) {
      const path = `podYaml.metadata.${field}`;
      problems.capture(path, () => parseLabelKey(key));
      if (field === 'labels') problems.capture(`${path}.${key}`, () => parseLabelValue(value));
      const rule = `have no keys below ${LABEL_PREFIX}, which are keelson's own`;
      problems.require(!key.startsWith(LABEL_PREFIX), path, rule, key, 'choose another prefix');
    }
  }
}
