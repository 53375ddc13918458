import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { lockWarnings, updateLock } from '../../../../lib/specs/environment/lock/lock-changes';
import { EMPTY_LOCK, parseLock, renderLock } from '../../../../lib/specs/environment/lock/platform-lock';
import { ConfigError, renderProblem } from '../../../../lib/values/config-error';
import { ownMember } from '../../../../lib/values/own-member';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';

const INHERITED = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];

/** Problems and warnings of inputs that are compared with the lock of earlier inputs. */
function told(before: readonly EnvironmentInput[], after: readonly EnvironmentInput[]): readonly string[] {
  const lock = updateLock(EMPTY_LOCK, [], EnvironmentSet.from(before).environments);
  try {
    const { environments } = EnvironmentSet.from(after, parseLock(renderLock(lock)));
    return lockWarnings(lock, { known: environments.map(({ name }) => name), chosen: environments });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(renderProblem);
  }
}

const writes = "'keelson synth --write-lock' writes it";

test('ownMember finds an own member, and no inherited one', () => {
  expect(ownMember({ constructor: 1 } as Record<string, number>, 'constructor')).toBe(1);
  for (const name of INHERITED) expect(ownMember({}, name)).toBeUndefined();
});

describe('a name that every object inherits, such as constructor,', () => {
  test('is reported as missing in the lock for a new environment or cluster', () => {
    const before = googleEnvironment();
    expect(told([before], [before, awsEnvironment({ name: 'constructor' })])).toEqual([
      `constructor: keelson.lock.json lacks the environment; ${writes}`,
    ]);
    const aws = (name: string) => awsEnvironment({ clusters: [awsCluster({ name })] });
    expect(told([aws('main')], [aws('constructor')])).toContain(
      `paas: keelson.lock.json lacks cluster 'constructor'; ${writes}`,
    );
    const google = (name: string) => googleEnvironment({ clusters: [googleCluster({ name })] });
    expect(told([google('main')], [google('constructor')])).toContain(
      `streaming: keelson.lock.json lacks cluster 'constructor'; ${writes}`,
    );
  });

  test('is reported as a pool that was added or removed', () => {
    const pools = (...names: readonly string[]) => [
      ...names.map((name) => awsPool({ name })),
      awsPool({ name: 'system', purpose: 'system' }),
    ];
    const one = awsEnvironment({ clusters: [awsCluster({ pools: pools('general') })] });
    const two = awsEnvironment({ clusters: [awsCluster({ pools: pools('general', 'constructor') })] });
    const warnings = (before: EnvironmentInput, after: EnvironmentInput) => {
      const lock = updateLock(EMPTY_LOCK, [], EnvironmentSet.from([before]).environments);
      return lockWarnings(lock, { known: ['paas'], chosen: EnvironmentSet.from([after]).environments });
    };
    expect(warnings(one, two)).toEqual([`paas: keelson.lock.json lacks pool 'constructor' of 'main'; ${writes}`]);
    expect(warnings(two, one)).toEqual([
      `paas: keelson.lock.json lacks the removal of pool 'constructor' of 'main'; ${writes}`,
    ]);
  });

  test('is compared with the lock once the lock has it', () => {
    const [name, account] = ['constructor', 'example-other'];
    const environment = (projectId: string, family: 'cos' | 'ubuntu-gke') =>
      googleEnvironment({
        name,
        projectId,
        clusters: [
          googleCluster({
            name,
            pools: [googlePool({ name, google: { ...googlePool().google, image: { family } } })],
            workloads: [{ name: 'api', namespace: 'video', kind: 'deployment', pools: [name] }],
          }),
        ],
      });
    const before = environment('example-streaming', 'cos');
    expect(told([before], [before])).toEqual([]);
    expect(told([before], [environment(account, 'cos')])).toEqual([
      "environment 'constructor': 'projectId' must stay 'example-streaming', in which the environment is deployed (keelson.lock.json), got 'example-other'; undo the change; for another account or project add another environment",
    ]);
  });

  test.each(INHERITED.slice(1))('is refused only by the rules of names, not by the lock: %s', (name) => {
    const before = googleEnvironment();
    const [problem, ...others] = told([before], [before, awsEnvironment({ name })]);
    expect(problem).toMatch(`environment '${name}': 'name' must `);
    expect(problem).not.toContain('keelson.lock.json');
    expect(others).toEqual([]);
  });
});
