import { GOOGLE_NODE_CONSTANTS } from '../specs/pool/google/google-replacement';

/** Settings that every node has, including the temporary first nodes of a cluster. */
export function hardenedNodeSettings(serviceAccountEmail: string) {
  return {
    serviceAccount: serviceAccountEmail,
    oauthScopes: [...GOOGLE_NODE_CONSTANTS.oauthScopes],
    metadata: { ...GOOGLE_NODE_CONSTANTS.metadata },
    shieldedInstanceConfig: {
      enableSecureBoot: GOOGLE_NODE_CONSTANTS.secureBoot,
      enableIntegrityMonitoring: GOOGLE_NODE_CONSTANTS.integrityMonitoring,
    },
    // Pods see only the metadata of their own identity and never the node's token; pods in the host network are the exception.
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    // The quota is stated because the provider sends every member of this block, and would otherwise switch CPU limits off.
    kubeletConfig: { cpuCfsQuota: true, insecureKubeletReadonlyPortEnabled: INSECURE_PORT },
    loggingVariant: LOGGING_VARIANT,
  };
}

/** The kubelet's port 10255 stays closed, because it shows pods and nodes to everybody on the network. */
export const INSECURE_PORT = 'FALSE';

/** The smaller logging agent, which carries up to 100 KiB of logs per second and node. */
export const LOGGING_VARIANT = 'DEFAULT';
