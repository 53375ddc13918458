import { GCLB_BACKEND_IDLE_SECONDS } from './balancer-times';

/**
 * Seconds for which a proxy keeps a connection of the balancer that carries no request. It is longer than the balancer's own time, because
 * the one that closes first must not be the one to whom the next request is sent.
 */
export const PROXY_KEEP_ALIVE_SECONDS = GCLB_BACKEND_IDLE_SECONDS + 20;
