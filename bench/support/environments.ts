import type { EnvironmentInput } from 'keelson';
import { awsEnvironment } from '../../test/fixtures/aws-environment';
import { googleEnvironment } from '../../test/fixtures/google-environment';

/** Clouds that the benchmarks know. */
export type BenchCloud = 'aws' | 'google';

const INPUTS: Readonly<Record<BenchCloud, (name: string) => EnvironmentInput>> = {
  aws: (name) => awsEnvironment({ name }),
  google: (name) => googleEnvironment({ name }),
};

/** Name of the n-th environment; all names are equally long, so that equal programs write equally many bytes. */
export function benchName(index: number): string {
  return `bench-${String(index).padStart(4, '0')}`;
}

/** Environments of one cluster, one pool and one team each, alike but for the name. */
export function benchEnvironments(cloud: BenchCloud, count: number): readonly EnvironmentInput[] {
  return Array.from({ length: count }, (_, index) => INPUTS[cloud](benchName(index)));
}
