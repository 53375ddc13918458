import type { HostPortOwner } from './host-ports';

/** Date of {@link GKE_HOST_PORTS}; Google changes them with versions of GKE, without notice. */
export const GKE_HOST_PORTS_AS_OF = '2026-11-01';

/**
 * Ports of the programs that GKE runs on its nodes, from 1024 on, which no other program can have. The ports of Cilium beyond Google's own
 * list are the defaults of its agent and its Envoy, and those of Calico the defaults of Felix and Typha. Left out are Config Connector, which
 * keelson does not turn on, and the health port 8080 of the NodeLocal DNSCache, which keelson turns off.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/reserved-hostports
 * @see https://docs.cilium.io/en/latest/operations/system_requirements/
 * @see https://docs.tigera.io/calico/latest/reference/felix/configuration
 */
export const GKE_HOST_PORTS: readonly HostPortOwner[] = [
  { owner: 'Fluent Bit', ports: '2020-2022' },
  { owner: 'the device plugin of GPUs', ports: '2112' },
  { owner: 'the kubelet', ports: '4194,10248,10250,10255' },
  { owner: 'Cilium', ports: '4240,4244-4245,6942,9234,9876-9893,9901,9962-9965,9990' },
  { owner: 'Calico', ports: '5473,9091,9098-9099' },
  { owner: "GKE's metrics agent", ports: '8200-8227' },
  { owner: "GKE's metadata agent", ports: '8799' },
  { owner: 'the NodeLocal DNSCache', ports: '9253,9353' },
  { owner: 'the webhook of workload identities', ports: '9910' },
  { owner: 'kube-proxy', ports: '10249,10256' },
  { owner: 'Antrea', ports: '10349-10352' },
  { owner: 'the streaming of images', ports: '11253' },
  { owner: 'the node problem detector', ports: '20256-20257' },
  { owner: "GKE's metering agent", ports: '47082-47083' },
];
