import { GcsBackend, LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import { stateFields } from '../specs/environment/environment-fields';
import type { StateInput } from '../specs/environment/state-input';

/**
 * First Terraform release whose S3 backend locks with an object of its own. Every stack requires it, so that all teams share one
 * minimum version.
 */
const REQUIRED_TERRAFORM = '>= 1.10.0';

/**
 * Folder of local state, relative to `cdktf.out/stacks/<stack>`: it is outside the output folder, which is deleted at every
 * synthesis. The path is relative so that the output is the same on every machine and a reader of another stack's state finds the
 * file.
 */
const LOCAL_STATE_FOLDER = '../../../state';

/**
 * Adds the backend that keeps a stack's state, and the Terraform version that the backend needs.
 *
 * References between stacks read the same backend, therefore the stacks on both sides of a reference need the same `state`.
 *
 * @param stackName the stack's id, part of the state's path; changing it starts from an empty state.
 */
export function addStateBackend(stack: TerraformStack, input: StateInput, stackName: string): void {
  const state = stateFields.resolve(input);
  stack.addOverride('terraform.required_version', REQUIRED_TERRAFORM);
  switch (state.kind) {
    case 'local':
      new LocalBackend(stack, { path: `${LOCAL_STATE_FOLDER}/${stackName}.tfstate` });
      return;
    case 's3':
      new S3Backend(stack, {
        bucket: state.bucket,
        key: `${state.keyPrefix}/${stackName}.tfstate`,
        region: state.region,
        encrypt: true,
        kmsKeyId: state.kmsKeyId,
      });
      // An override is needed because cdktf 0.21 supports only the older lock in a DynamoDB table.
      stack.addOverride('terraform.backend.s3.use_lockfile', true);
      return;
    case 'gcs':
      new GcsBackend(stack, { bucket: state.bucket, prefix: `${state.prefix}/${stackName}` });
      return;
  }
}
