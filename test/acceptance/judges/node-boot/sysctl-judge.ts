import { sysctlDefinition } from '../../../../lib/specs/sysctl/sysctl-catalogue';
import { normaliseSysctl } from '../../../../lib/specs/sysctl/sysctl-value';

/** A line of sysctl.d without its options: a key, an equals sign, a value. */
const LINE = /^([a-z][\w./-]*)\s*=\s*(\S.*)$/;

/** What is wrong with a kernel parameter and its value; nothing is set here, most parameters belong to the whole machine. */
export function judgeSysctl(path: string, key: string, value: string): readonly string[] {
  const definition = sysctlDefinition(key);
  if (definition === undefined) return [`${path}: the catalogue knows no key '${key}'`];
  // As it is to be written, which is how the tuner compares it with what the kernel says.
  return normaliseSysctl(definition.form, value) === value ? [] : [`${path}: '${key}' takes no '${value}'`];
}

/**
 * What systemd-sysctl and procps would not take of a sysctl.d file, or would take twice.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html
 */
export function judgeSysctlFile(path: string, content: string): readonly string[] {
  const keys = new Set<string>();
  return content
    .split('\n')
    .filter((line) => line !== '' && !/^[#;]/.test(line))
    .flatMap((line) => {
      const [, key, value] = LINE.exec(line) ?? [];
      if (key === undefined || value === undefined) return [`${path}: '${line}' is no key with a value`];
      const again = keys.has(key) ? [`${path}: '${key}' is set twice`] : [];
      keys.add(key);
      return [...again, ...judgeSysctl(path, key, value)];
    });
}
