import { WORKLOAD_LABEL } from '../../../../lib/specs/labels';
import type { ApiObject } from '../../harness/control-plane-client';

/** A pod as the API server stores it. */
export interface ObservedPod {
  readonly namespace: string;
  readonly name: string;
  /** Value of the pod's workload label. */
  readonly workload: string | undefined;
  readonly node: string | undefined;
  readonly isReady: boolean;
  readonly isDeleting: boolean;
  /** Whether a DaemonSet created the pod. */
  readonly isDaemon: boolean;
  /** Message of the scheduler about a pod that it could not place. */
  readonly unschedulable: string | undefined;
}

/** The members of a pod that the function below reads. */
interface PodBody {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** Reads a pod. */
export function observePod(object: ApiObject): ObservedPod {
  const { spec, status } = object as PodBody;
  const { metadata = {} } = object;
  const condition = (type: string) => status?.conditions?.find((each) => each.type === type);
  const scheduled = condition('PodScheduled');
  const owners = (metadata['ownerReferences'] ?? []) as readonly { readonly kind: string }[];
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    workload: metadata.labels?.[WORKLOAD_LABEL],
    node: spec?.nodeName,
    isReady: condition('Ready')?.status === 'True',
    isDeleting: metadata.deletionTimestamp !== undefined,
    isDaemon: owners.some((owner) => owner.kind === 'DaemonSet'),
    unschedulable:
      scheduled?.status === 'False' && scheduled.reason === 'Unschedulable' ? (scheduled.message ?? '') : undefined,
  };
}
