import fc from 'fast-check';
import { sysctlKeys } from '../../../lib/specs/sysctl/sysctl-catalogue';
import { dottedSysctlKey, isSysctlKey, namesDottedInterface, sysctlPath } from '../../../lib/specs/sysctl/sysctl-key';

test('every key of the catalogue is valid, and its path has slashes for dots', () => {
  expect(sysctlKeys().filter((key) => !isSysctlKey(key))).toEqual([]);
  expect(sysctlKeys().filter((key) => sysctlPath(key) !== key.replaceAll('.', '/'))).toEqual([]);
});

test.each([
  ['net.ipv4.conf.eth0.arp_notify', 'net/ipv4/conf/eth0/arp_notify', false],
  ['net.ipv4.conf.eth0/100.arp_notify', 'net/ipv4/conf/eth0.100/arp_notify', true],
  ['net.ipv6.conf.Wan-1.accept_ra', 'net/ipv6/conf/Wan-1/accept_ra', false],
  ['kernel.ctrl-alt-del', 'kernel/ctrl-alt-del', false],
])('the key %s has the path %s', (key, path, hasDot) => {
  expect(isSysctlKey(key)).toBe(true);
  expect(sysctlPath(key)).toBe(path);
  expect(namesDottedInterface(key)).toBe(hasDot);
  expect(dottedSysctlKey(path)).toBe(key);
  expect(dottedSysctlKey(`/proc/sys/${path}`)).toBe(key);
  expect(dottedSysctlKey(key)).toBeUndefined();
});

test('no valid key leads out of /proc/sys', () => {
  const piece = fc.constantFrom('.', '/', 'a', 'net', '-', '*', '..', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const key = pieces.join('');
      const folders = sysctlPath(key).split('/');
      return !isSysctlKey(key) || folders.every((folder) => folder !== '' && folder !== '.' && folder !== '..');
    }),
  );
});
