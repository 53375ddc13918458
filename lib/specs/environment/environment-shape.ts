import type { Problems } from '../../values/problems';
import { awsClusterShape, googleClusterShape } from '../cluster/cluster-shape';
import { partSubject } from '../fields/part-subject';
import { kinds, list, type Members, mapOf, members, oneOf, optional, present, type Shape, text } from '../fields/shape';
import { awsPoolShape, googlePoolShape } from '../pool/pool-shape';
import { teamShape } from '../workload/team-shape';
import { workloadShape } from '../workload/workload-shape';
import type {
  AwsEnvironmentInput,
  CommonEnvironmentInput,
  EnvironmentInput,
  GoogleEnvironmentInput,
} from './environment-input';
import type { StateInput } from './state-input';

const state = kinds({
  local: members<Extract<StateInput, { kind: 'local' }>>({ kind: text }),
  s3: members<Extract<StateInput, { kind: 's3' }>>({
    kind: text,
    bucket: text,
    region: text,
    keyPrefix: optional(text),
    kmsKeyId: optional(text),
  }),
  gcs: members<Extract<StateInput, { kind: 'gcs' }>>({ kind: text, bucket: text, prefix: optional(text) }),
});

const common: Members<CommonEnvironmentInput> = {
  name: text,
  tier: oneOf('production', 'staging', 'development'),
  state: optional(state),
  peersWith: optional(list(text)),
  tags: optional(mapOf(text)),
};

const environmentShapes: Readonly<Record<EnvironmentInput['cloud'], Shape>> = {
  aws: members<AwsEnvironmentInput>({ ...common, cloud: text, accountId: text, clusters: list(present) }),
  google: members<GoogleEnvironmentInput>({ ...common, cloud: text, projectId: text, clusters: list(present) }),
};

interface PartShapes {
  readonly cluster: Shape;
  readonly pool: Shape;
}

const partShapes: Readonly<Record<EnvironmentInput['cloud'], PartShapes>> = {
  aws: { cluster: awsClusterShape, pool: awsPoolShape },
  google: { cluster: googleClusterShape, pool: googlePoolShape },
};

/** Whether a value has the shape of an environment all the way down; every misfit is recorded under the part that has it. */
export function hasEnvironmentShape(input: unknown, problems: Problems): input is EnvironmentInput {
  const cloud = (input as { readonly cloud?: unknown } | null | undefined)?.cloud;
  if (cloud !== 'aws' && cloud !== 'google') {
    problems.add('cloud', "be one of 'aws', 'google'", cloud, 'choose one of them');
    return false;
  }
  const holds = environmentShapes[cloud](input, '', problems);
  const clusters = parts('cluster', input, problems).map((cluster) =>
    hasClusterShape(cluster.value, partShapes[cloud], cluster.problems),
  );
  return holds && clusters.every(Boolean);
}

function hasClusterShape(input: unknown, shapes: PartShapes, problems: Problems): boolean {
  const holds = [shapes.cluster(input, '', problems)];
  for (const pool of parts('pool', input, problems)) holds.push(shapes.pool(pool.value, '', pool.problems));
  for (const team of parts('team', input, problems)) holds.push(teamShape(team.value, '', team.problems));
  for (const workload of parts('workload', input, problems)) {
    holds.push(workloadShape(workload.value, '', workload.problems));
  }
  return holds.every(Boolean);
}

interface Part {
  readonly value: unknown;
  readonly problems: Problems;
}

/** Members of a list that is called like its kind and an s. */
function parts(kind: string, whole: unknown, problems: Problems): readonly Part[] {
  const listed = (whole as Readonly<Record<string, unknown>> | null | undefined)?.[`${kind}s`];
  if (!Array.isArray(listed)) return [];
  return listed
    .filter((value) => value !== undefined && value !== null)
    .map((value, index) => ({ value, problems: problems.at(partSubject(kind, value, index)) }));
}
