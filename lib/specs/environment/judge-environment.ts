import { deepFreeze } from '../../values/deep-freeze';
import type { Problems } from '../../values/problems';
import { containsToken, tokenPaths } from '../../values/token';
import { requireDisjointPlans } from '../cluster/address-plan-rules';
import { judgeClusterInput } from '../cluster/judge-cluster';
import { partSubject } from '../fields/part-subject';
import { judgeEnvironment } from './environment-rules';
import { hasEnvironmentShape } from './environment-shape';
import { resolveEnvironment } from './resolve-environment';
import type { ResolvedEnvironment } from './resolved-environment';

/**
 * Gathers every problem of an environment and fills in its defaults.
 *
 * @param problems speaks of whatever holds the environment; the environment's own subject is added here.
 * @returns the facts, frozen, for rules between environments; undefined where the input had no shape to read.
 */
export function judgeEnvironmentInput(
  input: unknown,
  index: number,
  problems: Problems,
): ResolvedEnvironment | undefined {
  const own = problems.at(partSubject('environment', input, index));
  const paths = tokenPaths(input);
  for (const path of paths) {
    const remedy = 'give a literal; nothing that only an apply knows may be in a spec';
    own.add(path, 'be known before an apply', 'a Terraform token', remedy);
  }
  // Rules would only say of a token that it is misspelt.
  const judged = paths.length === 0 ? own : own.muted((problem) => containsToken(problem.value));
  if (!hasEnvironmentShape(input, judged)) return undefined;
  const facts = deepFreeze(resolveEnvironment(structuredClone(input)));
  judgeEnvironment(input, judged);
  facts.clusters.forEach((cluster, place) => {
    const part = input.clusters[place];
    if (part === undefined) return;
    judgeClusterInput(part, cluster, judged.at(partSubject('cluster', part, place)));
    for (const earlier of facts.clusters.slice(0, place)) {
      const first = { environment: facts.name, cluster: earlier };
      requireDisjointPlans(first, { environment: facts.name, cluster }, judged.at(partSubject('cluster', part, place)));
    }
  });
  return facts;
}
