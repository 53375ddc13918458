import { TerraformStack } from 'cdktf';
import { stableSnapshot } from '../../lib/testing/stable-snapshot';
import { synthesizeStacks } from '../../lib/testing/synthesize-stacks';

function synthesize() {
  return synthesizeStacks((app) => {
    new TerraformStack(app, 'shop-main-foundation');
  })['shop-main-foundation'];
}

describe('a stable snapshot', () => {
  it('drops the version of cdktf and keeps the rest of the comment', () => {
    expect(synthesize()?.['//']?.['metadata']).toHaveProperty('version');
    expect(stableSnapshot(synthesize())['//']?.['metadata']).toEqual({
      backend: 'local',
      stackName: 'shop-main-foundation',
    });
  });

  it('keeps every block and does not change its argument', () => {
    const stack = synthesize();
    const { '//': comment, ...blocks } = stableSnapshot(stack);
    expect(stack).toMatchObject(blocks);
    expect(Object.keys(blocks)).toContain('terraform');
    expect(stack?.['//']?.['metadata']).toHaveProperty('version');
    expect(comment).toBeDefined();
  });

  it('refuses a stack that does not exist', () => {
    expect(() => stableSnapshot(undefined)).toThrow('no such stack');
  });
});
