import type { ContainerInput, HttpHealthInput } from 'keelson';

/** A small web server that stands for the image of every team: it has health paths, runs as non-root and writes nothing. */
export const SAMPLE = {
  image: 'ghcr.io/stefanprodan/podinfo:6.7.1@sha256:862ca45e61b32392f7941a1bdfdbe5ff8b6899070135f1bdca1c287d0057fc94',
  port: 9898,
} as const satisfies Pick<ContainerInput, 'image' | 'port'>;

/** Health paths of the sample image. */
export const SAMPLE_HEALTH: HttpHealthInput = { kind: 'http', ready: '/readyz', alive: '/healthz' };
