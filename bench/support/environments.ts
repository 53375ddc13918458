import type { EnvironmentInput } from 'keelson';
import { awsEnvironment } from '../../test/fixtures/aws-environment';
import { googleEnvironment } from '../../test/fixtures/google-environment';

/** Clouds for which there are benchmarks. */
export type BenchCloud = 'aws' | 'google';

const INPUTS: Readonly<Record<BenchCloud, (name: string) => EnvironmentInput>> = {
  aws: (name) => awsEnvironment({ name }),
  google: (name) => googleEnvironment({ name }),
};

/** Name of the n-th environment; all names have the same length, so that outputs of several environments have the same size. */
export function benchName(index: number): string {
  return `bench-${String(index).padStart(4, '0')}`;
}

/** Environments with one cluster, one pool and one team, which differ only in their names. */
export function benchEnvironments(cloud: BenchCloud, count: number): readonly EnvironmentInput[] {
  return Array.from({ length: count }, (_, index) => INPUTS[cloud](benchName(index)));
}
