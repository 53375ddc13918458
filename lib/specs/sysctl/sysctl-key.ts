/** A key is names with dots between them; a slash is a dot in the name of an interface: `net.ipv4.conf.eth0/100.arp_notify`. */
const WELL_FORMED = /^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*)+$/;

/** Longest key that Bottlerocket accepts; no kernel has a longer one. */
const MAX_KEY_LENGTH = 128;

/** Whether a key is written with dots and names exactly one parameter; such a key cannot lead to a file outside of `/proc/sys`. */
export function isSysctlKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && WELL_FORMED.test(key);
}

/**
 * Path of a key's file below `/proc/sys`: dots of the key become slashes, and its slashes become dots.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html
 */
export function sysctlPath(key: string): string {
  return key.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'));
}

/** Whether a key names an interface with a dot, which Bottlerocket's settings cannot express, because they read the slash as a folder. */
export function namesDottedInterface(key: string): boolean {
  return key.includes('/');
}

/** The key in dots for one that is written as a path or with slashes, `/proc/sys/net/core/somaxconn`; undefined for any other text. */
export function dottedSysctlKey(written: string): string | undefined {
  const path = written.replace(/^\/proc\/sys\//, '');
  const first = /[./]/.exec(path)?.[0];
  const dotted = first === '/' ? sysctlPath(path) : path;
  return dotted !== written && isSysctlKey(dotted) ? dotted : undefined;
}
