import { GOOGLE_NODE_CONSTANTS } from '../specs/pool/google/google-replacement';

/** Node settings that every node of ours has, the cluster's temporary first ones too. */
export function hardenedNodeSettings(serviceAccountEmail: string) {
  return {
    serviceAccount: serviceAccountEmail,
    oauthScopes: [...GOOGLE_NODE_CONSTANTS.oauthScopes],
    metadata: { ...GOOGLE_NODE_CONSTANTS.metadata },
    shieldedInstanceConfig: {
      enableSecureBoot: GOOGLE_NODE_CONSTANTS.secureBoot,
      enableIntegrityMonitoring: GOOGLE_NODE_CONSTANTS.integrityMonitoring,
    },
    // Pods see the metadata of their own identity, never the node's token; host-network pods are the exception.
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    // The provider sends every member of this block: without the quota named, CPU limits would be off.
    kubeletConfig: { cpuCfsQuota: true, insecureKubeletReadonlyPortEnabled: INSECURE_PORT },
    loggingVariant: LOGGING_VARIANT,
  };
}

/** The kubelet's port 10255 tells anybody on the network about pods and nodes. */
export const INSECURE_PORT = 'FALSE';

/** Up to 100 KiB of logs per second and node, with the smaller agent. */
export const LOGGING_VARIANT = 'DEFAULT';
