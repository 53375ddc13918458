/** Letters of a key between two dots; a slash stands for a dot of an interface's name: `net.ipv4.conf.eth0/100.arp_notify`. */
const WELL_FORMED = /^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*)+$/;

/** Longest key that Bottlerocket takes, and longer than any that a kernel has. */
const MAX_KEY_LENGTH = 128;

/** Whether a key is written with dots and names one parameter; no such key leads out of `/proc/sys`. */
export function isSysctlKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && WELL_FORMED.test(key);
}

/**
 * The file of a key below `/proc/sys`: dots of the key are slashes of the file, and a slash of the key is a dot of the file.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html
 */
export function sysctlPath(key: string): string {
  return key.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'));
}

/** Whether a key names an interface whose name has a dot, which Bottlerocket's settings cannot say: they take a slash for a folder. */
export function namesDottedInterface(key: string): boolean {
  return key.includes('/');
}

/** The key that somebody wrote as a path or with slashes: `/proc/sys/net/core/somaxconn`; undefined for any other. */
export function dottedSysctlKey(written: string): string | undefined {
  const path = written.replace(/^\/proc\/sys\//, '');
  const first = /[./]/.exec(path)?.[0];
  const dotted = first === '/' ? sysctlPath(path) : path;
  return dotted !== written && isSysctlKey(dotted) ? dotted : undefined;
}
