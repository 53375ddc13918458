import { type ChainTerm, neededSeconds, term } from '../../../analysis/drain-chain';

/** Seconds until the endpoints of a service are without a pod that is told to stop, and the resolver of the cluster knows. */
export const ENDPOINTS_SECONDS = 5;

/**
 * Seconds for which the resolver of a cluster and the caches behind it may answer with an address that is gone. kube-dns and the CoreDNS of EKS
 * give their records 30 seconds.
 *
 * @see https://github.com/kubernetes/kubernetes/pull/76238
 */
export const DNS_ANSWER_SECONDS = 30;

/**
 * Seconds for which a proxy holds the addresses of an answer before it asks again; proxies of keelson do not go by the age of the answer. HAProxy
 * calls it `timeout resolve`, because its `hold valid` is not for servers; nginx calls it `valid`.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#5.3.2-timeout
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver
 */
export const RESOLVER_HOLD_SECONDS = 5;

/** The times until no proxy sends requests to a pod that is told to stop. */
export const PROXY_FORGETS: readonly ChainTerm[] = [
  term('endpoints', ENDPOINTS_SECONDS),
  term('age of a DNS answer', DNS_ANSWER_SECONDS),
  term('hold of the resolver', RESOLVER_HOLD_SECONDS),
];

/** Seconds until no proxy sends requests to a pod that is told to stop; the pod must serve on for as long. */
export const PROXY_FORGETS_SECONDS = neededSeconds({ needs: PROXY_FORGETS });
