/**
 * Address of the cluster's DNS Service: the tenth of the service range, which EKS gives it. Only images without nodeadm need it.
 *
 * @param serviceCidr an IPv4 range of /24 or wider, so that the tenth address differs in the last octet only.
 */
export function clusterDnsIp(serviceCidr: string): string {
  const [network = ''] = serviceCidr.split('/');
  return network.replace(/\.\d+$/, '.10');
}
