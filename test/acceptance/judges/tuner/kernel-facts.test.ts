import { spawnSync } from 'node:child_process';
import { possibleScopes } from '../../../../lib/specs/sysctl/stated-sysctl';
import { modernSysctlName, sysctlDefinition } from '../../../../lib/specs/sysctl/sysctl-catalogue';
import { sysctlOwner } from '../../../../lib/specs/sysctl/sysctl-owners';
import { Session } from '../../harness/session';

// What the rules say about keys outside of the catalogue, compared with every key that the running kernel has. Nothing is written.

const session = Session.current();

/** Keys below a folder of /proc/sys, with dots, as a process that runs behind `command` lists them. */
function keysOf(command: readonly string[], folder: string, conditions: readonly string[] = []): readonly string[] {
  const [program = 'find', ...rest] = [...command, 'find', folder, '-type', 'f', ...conditions];
  const { status, stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8', maxBuffer: 2 ** 24 });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((path) => path.replace('/proc/sys/', '').replaceAll('.', '|').replaceAll('/', '.').replaceAll('|', '/'));
}

/** Whether the rules for stated keys judge the key. */
const isOutside = (key: string): boolean => sysctlDefinition(key) === undefined && modernSysctlName(key) === undefined;

it('every key that the kernel lets nobody write is refused', () => {
  const all = keysOf([], '/proc/sys', ['!', '-perm', '-200']).filter(isOutside);
  // The watchdog of hardware is read-only only on machines that have none.
  const readOnly = all.filter((key) => key !== 'kernel.nmi_watchdog');
  expect(readOnly.filter((key) => sysctlOwner(key, undefined) === undefined)).toEqual([]);
  expect(readOnly.length).toBeGreaterThan(20);
  session.fact('tuner', 'read-only keys that are refused', readOnly.length);
});

it('no key that can be written is refused as read-only', () => {
  const writable = keysOf([], '/proc/sys', ['-perm', '-200']);
  expect(writable.filter((key) => sysctlOwner(key, undefined)?.rule.endsWith('read-only'))).toEqual([]);
});

it('a key that a new network namespace hides has the scope node and no other, and no key that it shows does', () => {
  const shown = new Set(keysOf(['unshare', '--net'], '/proc/sys/net'));
  const all = keysOf([], '/proc/sys/net').filter(isOutside);
  // A new namespace has no interface but its own, whose keys say nothing about the scope.
  const keys = all.filter((key) => !/\.(conf|neigh)\.(?!all\.|default\.)/.test(key));
  const judged = keys.filter((key) => sysctlOwner(key, undefined) === undefined);
  const isNode = (key: string): boolean => possibleScopes(key).join() === 'node';
  expect(judged.filter(isNode)).toEqual(judged.filter((key) => !shown.has(key)));
  session.fact('tuner', 'keys outside of the catalogue of which a machine has one value', judged.filter(isNode).length);
});
