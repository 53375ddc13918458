import { TerraformBackend, TerraformModule, type TerraformStack } from 'cdktf';
import type { Problems } from '../values/problems';

/**
 * Judges the stacks that an environment has added to an app.
 *
 * The manifest and the outputs know a stack by its id alone, wherever it stands in the tree, and an environment by the beginning of
 * that id.
 *
 * @param problems speaks of the environment.
 */
export function judgeStacks(environment: string, stacks: readonly TerraformStack[], problems: Problems): void {
  const ids = stacks.map(({ node }) => node.id);
  const prefix = `${environment}-`;
  for (const [index, stack] of stacks.entries()) {
    const { id } = stack.node;
    const own = problems.at(`stack '${id}'`);
    const rename = `rename it to '${prefix}${id}'; outputs and 'cdktf deploy ${prefix}*' find the stacks of an environment by it`;
    const isNamed = id.startsWith(prefix) && id.length > prefix.length;
    own.require(isNamed, 'id', `begin with the environment's name and a dash ('${prefix}')`, id, rename);
    const isFirst = ids.indexOf(id) === index;
    own.require(isFirst, 'id', 'be unique, at whatever place of the tree', id, 'name one of them differently');
    judgeBackend(stack, own);
    judgeModules(stack, own);
  }
}

/** Where nothing is stated cdktf takes a file below the working directory, by its absolute path: another machine would begin anew. */
function judgeBackend(stack: TerraformStack, problems: Problems): void {
  const { children } = stack.node;
  // Ours stand at the top of their stacks, so that the whole tree is seldom searched.
  const hasBackend = children.some(TerraformBackend.isBackend) || stack.node.findAll().some(TerraformBackend.isBackend);
  const remedy = `call addStateBackend(stack, environment.state, '${stack.node.id}')`;
  problems.require(hasBackend, 'backend', 'be stated', undefined, remedy);
}

/** What cdktf says of a module in a folder of one's own when it was not told of any. */
const UNTOLD_MODULES = /cdktfRelativeModules|lowest common path for relative modules/;
const LIST_MODULE =
  "list the module's folder in 'terraformModules' of cdktf.json, as the source names it; cdktf copies the folders that stand there";

/** Whether an error is cdktf's word on a local module that `cdktf.json` does not list; records it then. */
export function refuseUnlistedModule(error: unknown, problems: Problems): boolean {
  const isOne = error instanceof Error && UNTOLD_MODULES.test(error.message);
  if (isOne) problems.add('stacks', 'use local modules that cdktf.json lists', 'one that is not listed', LIST_MODULE);
  return isOne;
}

/** A module that is not listed beside others that are gets a path out of the folder that they were copied to. */
function judgeModules(stack: TerraformStack, problems: Problems): void {
  const hash: unknown = stack.node.tryGetContext('cdktfStaticModuleAssetHash');
  for (const module of stack.node.findAll().filter((each) => each instanceof TerraformModule)) {
    const [, assets, folder, copy] = module.source.split('/');
    const isCopied = assets !== 'assets' || folder?.startsWith('__cdktf_module_asset') !== true || copy === hash;
    problems.require(
      isCopied,
      `${module.node.id}.source`,
      'be a module that cdktf.json lists',
      module.source,
      LIST_MODULE,
    );
  }
}
