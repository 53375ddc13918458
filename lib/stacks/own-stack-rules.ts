import { TerraformBackend, TerraformModule, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Problems } from '../values/problems';

/**
 * Rules of the stacks that a platform's own `stacks` function has added for an environment.
 *
 * cdktf's `manifest.json` and the output folders identify a stack by its id only, at whatever place of the tree, and the stacks of an
 * environment are found by the beginning of the id.
 *
 * @param problems with the environment as their subject.
 */
export function judgeStacks(environment: string, stacks: readonly TerraformStack[], problems: Problems): void {
  const ids = stacks.map(({ node }) => node.id);
  const prefix = `${environment}-`;
  for (const [index, stack] of stacks.entries()) {
    const { id } = stack.node;
    const own = problems.at(`stack '${id}'`);
    const rename = `rename it to '${prefix}${id}'; outputs and 'cdktf deploy ${prefix}*' find the stacks of an environment by this beginning`;
    const isNamed = id.startsWith(prefix) && id.length > prefix.length;
    own.require(isNamed, 'id', `begin with the environment's name and a dash ('${prefix}')`, id, rename);
    const isFirst = ids.indexOf(id) === index;
    own.require(isFirst, 'id', 'be unique, at whatever place of the tree', id, 'name one of them differently');
    judgeBackend(stack, own);
    judgeModules(stack, own);
  }
}

/** Requires a backend, because by default cdktf stores state in a local file, so that another machine would create everything again. */
function judgeBackend(stack: TerraformStack, problems: Problems): void {
  const { children } = stack.node;
  // The direct children are searched first, because keelson adds backends there and a search of the whole tree is slow.
  const hasBackend = children.some(TerraformBackend.isBackend) || stack.node.findAll().some(TerraformBackend.isBackend);
  const remedy = `call addStateBackend(stack, environment.state, '${stack.node.id}')`;
  problems.require(hasBackend, 'backend', 'be stated', undefined, remedy);
}

/** Errors of cdktf about a local module where `terraformModules` lists no module. */
const UNTOLD_MODULES = /cdktfRelativeModules|lowest common path for relative modules/;
/** A source as somebody wrote it: cdktf replaces it by the path of its copy. */
const LOCAL_SOURCE = /^\.\.?\/(?!assets\/__cdktf_module_asset)/;
const LIST_MODULE =
  "list the module's folder in 'terraformModules' of cdktf.json, spelt as in the source, because cdktf copies only the listed folders";

/**
 * Records a problem where an error is cdktf's about a local module that `cdktf.json` does not list; returns whether it is.
 *
 * The error of cdktf does not name the module, which is in the tree already: the last one whose source is still a path of the project.
 *
 * @param added what a `stacks` function has added before the error.
 */
export function refuseUnlistedModule(error: unknown, added: readonly IConstruct[], problems: Problems): boolean {
  if (!(error instanceof Error && UNTOLD_MODULES.test(error.message))) return false;
  const modules = added.filter((each) => each instanceof TerraformModule);
  const module = modules.filter(({ source }) => LOCAL_SOURCE.test(source)).at(-1);
  if (module === undefined) return false;
  requireListed(module, false, problems.at(`stack '${TerraformStack.of(module).node.id}'`));
  return true;
}

function requireListed(module: TerraformModule, isListed: boolean, problems: Problems): void {
  const rule = 'be a module that cdktf.json lists';
  problems.require(isListed, `${module.node.id}.source`, rule, module.source, LIST_MODULE);
}

/** Refuses a local module that is not listed while others are: its source would lead out of the folder of copied modules. */
function judgeModules(stack: TerraformStack, problems: Problems): void {
  const hash: unknown = stack.node.tryGetContext('cdktfStaticModuleAssetHash');
  for (const module of stack.node.findAll().filter((each) => each instanceof TerraformModule)) {
    const [, assets, folder, copy] = module.source.split('/');
    const isCopied = assets !== 'assets' || folder?.startsWith('__cdktf_module_asset') !== true || copy === hash;
    requireListed(module, isCopied, problems);
  }
}
