import type { ProxyProgram } from '../../render/proxies/proxy-program';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { ImageReference } from '../../values/image-reference';
import { shortHash } from '../../values/short-hash';
import { runImage } from '../workloads/container-image';

/** Name of the container with the proxy. */
export const PROXY_CONTAINER = 'proxy';

/** User and group of the proxy, which own no file of an image, so that a process that breaks out of its container owns none of the node. */
export const PROXY_USER = 65532;

/** The reason why the pods take the network of their node, which privileged namespaces state as an annotation. */
export const HOST_NETWORK_BECAUSE =
  'the proxies listen on the network of their node, so that nothing translates addresses between the balancer and the proxy';

/** Name of the ConfigMap with the files that follow the hosts; it stays the same, because the running proxies read it anew. */
export function trafficRoutesName({ name }: Pick<TrafficDaemonSpec, 'name'>): string {
  return `${name}-routes`;
}

/** Name of the immutable ConfigMap with the program of the pods; another program has another name, so that it rolls the pods. */
export function trafficProgramName({ name }: Pick<TrafficDaemonSpec, 'name'>, { files }: ProxyProgram): string {
  return `${name}-program-${shortHash(files)}`;
}

/** Name of the admission policy of a traffic daemon's namespace, and of its binding. */
export function trafficPolicyName({ namespace }: Pick<TrafficDaemonSpec, 'namespace'>): string {
  return `keelson-traffic-${namespace}`;
}

/** An image as a pod names it, without its tag or digest: every version of it has the same name. */
export function imageName(image: string): string {
  const { digest, tag, registry, repository } = ImageReference.parse(image);
  if (digest !== undefined) return `${registry}/${repository}`;
  const { reference } = runImage(image);
  return tag === undefined ? reference : reference.slice(0, -`:${tag}`.length);
}
