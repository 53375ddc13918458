import type { PodSpec } from '../../render/pods/pod-types';
import type { ServiceSpec } from '../../specs/workload/workload-spec';

/** Identity of a service's pods, which can do nothing in the cluster, and the Secrets with which their images are pulled. */
export function renderIdentity({
  name,
  pullSecrets,
}: ServiceSpec): Pick<
  PodSpec,
  'serviceAccountName' | 'automountServiceAccountToken' | 'enableServiceLinks' | 'imagePullSecrets'
> {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    // Otherwise every Service of the namespace would add variables, and a new one would change what a restarted process reads.
    enableServiceLinks: false,
    ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) }),
  };
}
