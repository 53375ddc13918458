/** What a sample service runs; where it runs is said by the environment's workloads. */
export interface ServiceFacts {
  readonly image: string;
  readonly port: number;
  /** Path that answers 200 while the service can take requests. */
  readonly readyPath: string;
  /** Path that answers 200 while the process is alive. */
  readonly alivePath: string;
  /** Requested of a node, and the memory limit; processors are not limited, since a limit throttles long before a node is full. */
  readonly cpu: string;
  readonly memory: string;
  /** Seconds that the service keeps serving after its pod left the endpoints, then has left to finish. */
  readonly drainSeconds: number;
}

/** A small web server that stands for every team's service: it has health paths, runs as non-root and writes nothing. */
const SAMPLE = {
  image: 'ghcr.io/stefanprodan/podinfo:6.7.1@sha256:862ca45e61b32392f7941a1bdfdbe5ff8b6899070135f1bdca1c287d0057fc94',
  port: 9898,
  readyPath: '/readyz',
  alivePath: '/healthz',
  drainSeconds: 15,
} as const;

/** Facts of the services of all environments, by workload name. */
export const SERVICES: Readonly<Record<string, ServiceFacts>> = {
  'chat-gateway': { ...SAMPLE, cpu: '2', memory: '2Gi', drainSeconds: 30 },
  playlist: { ...SAMPLE, cpu: '2', memory: '1Gi' },
  session: { ...SAMPLE, cpu: '1', memory: '1Gi' },
  'catalogue-api': { ...SAMPLE, cpu: '2', memory: '2Gi' },
  'checkout-api': { ...SAMPLE, cpu: '2', memory: '2Gi' },
  storefront: { ...SAMPLE, cpu: '500m', memory: '512Mi' },
  cart: { ...SAMPLE, cpu: '500m', memory: '512Mi' },
  search: { ...SAMPLE, cpu: '1', memory: '2Gi' },
  pages: { ...SAMPLE, cpu: '250m', memory: '256Mi' },
};
