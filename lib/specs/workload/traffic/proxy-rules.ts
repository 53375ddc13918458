import { ImageReference } from '../../../values/image-reference';
import type { Problems } from '../../../values/problems';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import { SHIPPED_IMAGES } from '../../shipped-images';
import { CPU_RANGE, MEMORY_RANGE } from '../container/base-container-rules';
import { judgeQuantity } from '../container/quantity-rules';
import { KIB_OF_CONNECTION, neededMib, OWN_MIB } from './proxy-memory';
import { resolveProxy } from './proxy-spec';
import { isAtLeast, OLDEST_PROXIES, versionOfTag } from './proxy-versions';
import type { ProxyMembers } from './traffic-daemon-fields';

/** Rules of the proxy of a traffic daemon; `pools` is empty where a pool's own fields failed. */
export function judgeProxy(proxy: ProxyMembers, pools: readonly NodePoolSpec[], problems: Problems): void {
  if (proxy.image !== undefined) judgeImage(proxy.kind, proxy.image, problems);
  judgeQuantity({ at: 'proxy.cpu', text: proxy.cpu, range: CPU_RANGE }, problems);
  const { maxConnections, memory } = resolveProxy(proxy, pools);
  const memoryBytes = judgeQuantity({ at: 'proxy.memory', text: memory, range: MEMORY_RANGE }, problems);
  for (const pool of pools) judgeConnections(maxConnections, pool, problems);
  if (memoryBytes !== undefined) judgeMemory({ memoryBytes, memory, maxConnections }, problems);
}

interface ProxyMemory {
  readonly memory: string;
  readonly memoryBytes: number;
  readonly maxConnections: number;
}

/** A proxy that needs more memory than its limit is killed with all of its connections. */
function judgeMemory({ memory, memoryBytes, maxConnections }: ProxyMemory, problems: Problems): void {
  const needed = neededMib(maxConnections);
  const rule = `be at least ${needed}Mi: ${OWN_MIB}Mi and ${KIB_OF_CONNECTION}Ki for each of ${maxConnections} connections`;
  const remedy = "raise it, or lower 'proxy.maxConnections'";
  problems.require(memoryBytes >= needed * 1024 * 1024, 'proxy.memory', rule, memory, remedy);
}

/** Further connections would wait at the proxy, although the kernel of the node was sized for them. */
function judgeConnections(most: number, { name, load }: NodePoolSpec, problems: Problems): void {
  const stated = load?.perNode?.connections ?? 0;
  const rule = `be at least ${stated}, the connections of a node that 'load.perNode' of pool '${name}' states`;
  const remedy = 'leave it out for twice that number, or lower the load of a node';
  problems.require(most >= stated, 'proxy.maxConnections', rule, most, remedy);
}

/** A digest says nothing of the version, so that an image without a tag passes. */
function judgeImage(kind: ProxyMembers['kind'], text: string, problems: Problems): void {
  const image = problems.capture('proxy.image', () => ImageReference.parse(text));
  if (image === undefined) return;
  const pin =
    'add the tag of a version, or a digest; a moving tag could change the proxy under the traffic of its node';
  if (!problems.require(image.hasVersion, 'proxy.image', 'name a version', text, pin) || image.tag === undefined)
    return;
  const { name, version: oldest, because } = OLDEST_PROXIES[kind];
  const version = versionOfTag(image.tag);
  const remedy = `use ${ImageReference.parse(SHIPPED_IMAGES[kind].image).tag}, or leave it out`;
  const readable = `have a tag that begins with the version of ${name}`;
  if (!problems.require(version !== undefined, 'proxy.image', readable, text, remedy) || version === undefined) return;
  const rule = `be ${name} ${oldest.join('.').replace(/\.0$/, '')} or later: ${because}`;
  problems.require(isAtLeast(version, oldest), 'proxy.image', rule, text, remedy);
}
