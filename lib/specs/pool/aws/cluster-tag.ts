/** Key of the tag by which AWS integrations of Kubernetes know what belongs to a cluster. */
export function clusterTag(clusterName: string): string {
  return `kubernetes.io/cluster/${clusterName}`;
}
