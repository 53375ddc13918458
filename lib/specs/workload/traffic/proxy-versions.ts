import type { ProxyMembers } from './traffic-daemon-fields';

/** The oldest version of a proxy for which keelson writes configurations, and why. */
export interface OldestProxy {
  readonly name: string;
  readonly version: readonly [major: number, minor: number, patch: number];
  /** The setting that older versions lack, as a part of a sentence. */
  readonly because: string;
}

/**
 * The oldest version of each proxy.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#5.2-hash-key
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#keepalive_min_timeout
 */
export const OLDEST_PROXIES: Readonly<Record<ProxyMembers['kind'], OldestProxy>> = {
  haproxy: {
    name: 'HAProxy',
    version: [3, 2, 0],
    because: "older ones do not know 'hash-key', by which all proxies agree on the pod of a key",
  },
  nginx: {
    name: 'nginx',
    version: [1, 27, 4],
    because: "older ones do not know 'keepalive_min_timeout', and close connections of clients when they reload",
  },
};

/** Version at the beginning of a tag, `3.2.26-alpine`; undefined for a tag without one. A missing last number counts as 0. */
export function versionOfTag(tag: string): OldestProxy['version'] | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?![\d.])/.exec(tag);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Whether a version is the oldest one or newer. */
export function isAtLeast(version: OldestProxy['version'], oldest: OldestProxy['version']): boolean {
  for (const [index, least] of oldest.entries()) {
    const own = version[index] ?? 0;
    if (own !== least) return own > least;
  }
  return true;
}
