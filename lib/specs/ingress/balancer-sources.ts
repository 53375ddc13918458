/**
 * Ranges from which Google's external balancers send requests and health checks to their backends.
 *
 * @see https://cloud.google.com/load-balancing/docs/https#firewall-rules
 */
export const GOOGLE_BALANCER_SOURCES: readonly string[] = ['130.211.0.0/22', '35.191.0.0/16'];
