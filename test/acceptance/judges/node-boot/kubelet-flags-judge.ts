const KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Prefixes of labels under kubernetes.io that a node may give itself; with another prefix the kubelet does not start. */
const OWN_PREFIXES = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

/** Reports registration flags with which the kubelet would not start; other flags are not judged. */
export function judgeFlags(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag) => {
    const [name = '', list = ''] = splitOnce(flag, '=');
    if (name === '--node-labels') return list.split(',').flatMap((label) => judgeLabel(...splitOnce(label, '=')));
    if (name === '--register-with-taints') return list.split(',').flatMap(judgeTaint);
    return [`${name} is no flag of registration`];
  });
}

/** Reports what is wrong with a label that a node gives itself. */
export function judgeLabel(key: string, value: string): readonly string[] {
  const prefix = key.includes('/') ? String(key.split('/')[0]) : '';
  const isTheirs = /(^|\.)(kubernetes|k8s)\.io$/.test(prefix);
  const isOwn = OWN_PREFIXES.some((own) => prefix === own || prefix.endsWith(`.${own}`));
  return [
    ...(KEY.test(key) ? [] : [`label key '${key}' is malformed`]),
    ...(VALUE.test(value) ? [] : [`label value '${value}' is malformed`]),
    ...(isTheirs && !isOwn ? [`label '${key}' may not be set by a node`] : []),
  ];
}

function judgeTaint(taint: string): readonly string[] {
  const [key, rest] = splitOnce(taint, '=');
  const [value, effect] = splitOnce(rest, ':');
  const isGood = KEY.test(key) && VALUE.test(value) && EFFECTS.includes(effect);
  return isGood ? [] : [`taint '${taint}' is malformed`];
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
