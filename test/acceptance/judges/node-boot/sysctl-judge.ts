import { sysctlDefinition } from '../../../../lib/specs/sysctl/sysctl-catalogue';
import { normaliseSysctl } from '../../../../lib/specs/sysctl/sysctl-value';

/** A line of sysctl.d without its options: a key, an equals sign, a value. */
const LINE = /^([a-z][\w./-]*)\s*=\s*(\S.*)$/;

/** Reports what is wrong with a kernel parameter and its value; nothing is written, because most parameters belong to the whole machine. */
export function judgeSysctl(path: string, key: string, value: string): readonly string[] {
  const definition = sysctlDefinition(key);
  if (definition === undefined) return [`${path}: the catalogue knows no key '${key}'`];
  // The value must be in the form that the kernel returns, because the tuner compares both texts.
  return normaliseSysctl(definition.form, value) === value ? [] : [`${path}: '${key}' takes no '${value}'`];
}

/**
 * Reports what systemd-sysctl and procps would refuse in a sysctl.d file, or would set twice.
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
