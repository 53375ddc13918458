import { TerraformStack } from 'cdktf';
import type { StateInput } from '../../lib/specs/environment/state-input';
import { addStateBackend } from '../../lib/stacks/state-backend';
import { synthesizeStacks } from '../../lib/testing/synthesize-stacks';

function terraformBlock(state: StateInput) {
  const stacks = synthesizeStacks((app) => {
    addStateBackend(new TerraformStack(app, 'paas-main-foundation'), state, 'paas-main-foundation');
  });
  return stacks['paas-main-foundation']?.['terraform'];
}

test('local state is outside the output folder, at a relative path that is the same on every machine', () => {
  expect(terraformBlock({ kind: 'local' })?.['backend']).toEqual({
    local: { path: '../../../state/paas-main-foundation.tfstate' },
  });
});

test('state in S3 is encrypted and locked with an object of its own', () => {
  expect(terraformBlock({ kind: 's3', bucket: 'example-state', region: 'eu-central-1' })?.['backend']).toEqual({
    s3: {
      bucket: 'example-state',
      region: 'eu-central-1',
      key: 'keelson/paas-main-foundation.tfstate',
      encrypt: true,
      use_lockfile: true,
    },
  });
});

test('state in S3 accepts a prefix and a key', () => {
  const kmsKeyId = 'arn:aws:kms:eu-central-1:123456789012:key/state';
  const block = terraformBlock({
    kind: 's3',
    bucket: 'example-state',
    region: 'eu-central-1',
    keyPrefix: 'teams/a',
    kmsKeyId,
  });
  expect(block?.['backend']?.['s3']).toMatchObject({
    key: 'teams/a/paas-main-foundation.tfstate',
    kms_key_id: kmsKeyId,
  });
});

test('state in Google Cloud Storage has a prefix per stack', () => {
  expect(terraformBlock({ kind: 'gcs', bucket: 'example-state' })?.['backend']).toEqual({
    gcs: { bucket: 'example-state', prefix: 'keelson/paas-main-foundation' },
  });
});

test('every stack requires a Terraform release that supports the lock file', () => {
  expect(terraformBlock({ kind: 'local' })?.['required_version']).toBe('>= 1.10.0');
});
