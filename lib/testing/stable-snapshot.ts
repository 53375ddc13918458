import type { TerraformJson } from './synthesize-stacks';

/**
 * A copy of a stack without the version of cdktf, for snapshots that stay the same after an upgrade and under cdktf's fork.
 *
 * Everything else stays: addresses of resources, references, backend, outputs. A snapshot that changes for any other reason is a
 * change that `terraform plan` would show.
 *
 * @param stack a stack as `synthesizeStacks` returns it; undefined fails, so that a misspelt name does not pass as an empty
 * snapshot.
 */
export function stableSnapshot(stack: TerraformJson | undefined): TerraformJson {
  if (stack === undefined) throw new Error('no such stack; the keys of synthesizeStacks are the names of the stacks');
  const { '//': comment, ...rest } = stack;
  if (comment === undefined) return rest;
  const { version, ...metadata } = comment['metadata'] ?? {};
  return { '//': { ...comment, metadata }, ...rest };
}
