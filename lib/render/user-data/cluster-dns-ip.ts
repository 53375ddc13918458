/**
 * Address of the cluster's DNS Service: EKS gives it the tenth address of the service range. Only images without nodeadm need it.
 *
 * @param serviceCidr an IPv4 range of /24 or wider, so that the tenth address differs only in the last octet.
 */
export function clusterDnsIp(serviceCidr: string): string {
  const [network = ''] = serviceCidr.split('/');
  return network.replace(/\.\d+$/, '.10');
}
