import type { HostPortOwner } from './host-ports';

/** Date of {@link EKS_HOST_PORTS}; AWS changes them with versions of its add-ons, without notice. */
export const EKS_HOST_PORTS_AS_OF = '2026-11-01';

/**
 * Ports of the programs that EKS and its add-ons run on nodes, from 1024 on, which no other program can have.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/pull/2650
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/charts/aws-vpc-cni/values.yaml
 */
export const EKS_HOST_PORTS: readonly HostPortOwner[] = [
  { owner: 'the Pod Identity agent', ports: '2703' },
  { owner: "the VPC CNI's policy agent", ports: '8162-8163' },
  { owner: 'the CSI drivers', ports: '9808-9809' },
  { owner: 'the kubelet', ports: '10248,10250,10255' },
  { owner: 'kube-proxy', ports: '10249,10256' },
  { owner: 'the node problem detector', ports: '20256-20257' },
  { owner: 'the VPC CNI', ports: '50051,61678-61679' },
];
