export { stableSnapshot } from '../testing/stable-snapshot';
export { synthesizeStacks, type TerraformJson } from '../testing/synthesize-stacks';
