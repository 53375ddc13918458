import type {
  AwsEnvironmentInput,
  EnvironmentInput,
  GoogleEnvironmentInput,
} from '../../../../lib/specs/environment/environment-input';
import type { AwsGroupInput } from '../../../../lib/specs/group/aws/aws-group-input';
import type { GoogleGroupInput } from '../../../../lib/specs/group/google/google-group-input';
import { awsCluster, awsEnvironment } from '../../../fixtures/aws-environment';
import { maximalGroups } from '../../../fixtures/aws-group';
import { googleCluster, googleEnvironment } from '../../../fixtures/google-environment';
import { maximalGoogleGroups } from '../../../fixtures/google-group';
import type { InputEdit } from './pool-edits';

const AWS_KEY = 'arn:aws:kms:eu-central-1:123456789012:key/6f1f1d9a-0000-4000-8000-000000000000';
const GOOGLE_KEY = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/groups';

/** An environment on AWS whose groups state every member. */
export function awsGroupsEnvironment(): AwsEnvironmentInput {
  return awsEnvironment({ name: 'proxies-aws', clusters: [awsCluster({ groups: maximalGroups(AWS_KEY) })] });
}

/** An environment on Google Cloud whose groups state every member. */
export function googleGroupsEnvironment(): GoogleEnvironmentInput {
  const cluster = googleCluster({ groups: maximalGoogleGroups(GOOGLE_KEY) });
  return googleEnvironment({ name: 'proxies-google', tags: { team: 'edge' }, clusters: [cluster] });
}

/** Changes one group of an AWS environment. */
export function editAwsGroup(name: string, edit: (group: AwsGroupInput) => AwsGroupInput): InputEdit {
  return (input) => {
    if (input.cloud !== 'aws') throw new Error(`'${input.name}' is not on AWS`);
    const editAll = (groups: readonly AwsGroupInput[]) =>
      groups.map((group) => (group.name === name ? edit(group) : group));
    return {
      ...input,
      clusters: input.clusters.map((each) => ({ ...each, groups: editAll(each.groups ?? []) })),
    };
  };
}

/** Changes one group of a Google environment. */
export function editGoogleGroup(name: string, edit: (group: GoogleGroupInput) => GoogleGroupInput): InputEdit {
  return (input) => {
    if (input.cloud !== 'google') throw new Error(`'${input.name}' is not on Google Cloud`);
    const editAll = (groups: readonly GoogleGroupInput[]) =>
      groups.map((group) => (group.name === name ? edit(group) : group));
    return {
      ...input,
      clusters: input.clusters.map((each) => ({ ...each, groups: editAll(each.groups ?? []) })),
    };
  };
}

/** Removes one group of an environment. */
export function removeGroup(name: string): InputEdit {
  return (input): EnvironmentInput => {
    const others = <G extends { readonly name: string }>(groups: readonly G[] = []) =>
      groups.filter((group) => group.name !== name);
    return input.cloud === 'aws'
      ? { ...input, clusters: input.clusters.map((each) => ({ ...each, groups: others(each.groups) })) }
      : { ...input, clusters: input.clusters.map((each) => ({ ...each, groups: others(each.groups) })) };
  };
}
