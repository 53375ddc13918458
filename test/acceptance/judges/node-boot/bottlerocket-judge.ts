import documented from './bottlerocket-fields.json';
import { judgeKernelParameters, judgeKernelSettings } from './bottlerocket-kernel-judge';
import { judgeLabel } from './kubelet-flags-judge';
import {
  type Fields,
  isMap,
  judgeFields,
  judgeImageCollection,
  judgeReserved,
  judgeShutdown,
  judgeThresholds,
} from './typed-fields';

// The module is required and not imported, because the compiler sees only its ES module, whereas Node and Jest also find a
// CommonJS file.
const { parse } = require('smol-toml') as { parse(text: string): Readonly<Record<string, unknown>> };

const MODES = ['always', 'once', 'off'];
const TAINT = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?:(NoSchedule|PreferNoSchedule|NoExecute)$/;
const SETTINGS = { boot: 'map', 'bootstrap-commands': 'map', kernel: 'map', kubernetes: 'map' } as const;
const REQUIRED = ['cluster-name', 'api-server', 'cluster-certificate', 'cluster-dns-ip'];

/**
 * Reports what Bottlerocket's settings API would refuse; the API accepts the whole user data or nothing of it.
 *
 * @see https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/
 */
export function judgeBottlerocket(text: string): readonly string[] {
  const document = parse(text);
  const settings = isMap(document['settings']) ? document['settings'] : {};
  const node = isMap(settings['kubernetes']) ? settings['kubernetes'] : {};
  const missing = REQUIRED.filter((name) => node[name] === undefined);
  return [
    ...judgeFields('document', document, { settings: 'map' }),
    ...judgeFields('settings', settings, SETTINGS),
    ...judgeFields('settings.kubernetes', node, documented.fields as Fields),
    ...missing.map((name) => `settings.kubernetes.${name} is missing`),
    ...judgeThresholds('eviction-hard', node['eviction-hard']),
    ...judgeReserved('kube-reserved', node['kube-reserved']),
    ...judgeShutdown(
      'settings.kubernetes',
      node['shutdown-grace-period'],
      node['shutdown-grace-period-for-critical-pods'],
    ),
    ...judgeImageCollection(
      'settings.kubernetes',
      node['image-gc-low-threshold-percent'],
      node['image-gc-high-threshold-percent'],
    ),
    ...Object.entries(node['node-labels'] ?? {}).flatMap(([key, value]) => judgeLabel(key, String(value))),
    ...judgeTaints(node['node-taints']),
    ...judgeKernelSettings(settings['kernel']),
    ...judgeKernelParameters(settings['boot']),
    ...Object.entries(settings['bootstrap-commands'] ?? {}).flatMap(([name, set]) => judgeCommands(name, set)),
  ];
}

function judgeTaints(taints: unknown): readonly string[] {
  const values = Object.values(isMap(taints) ? taints : {}).flat();
  return values.filter((value) => !TAINT.test(String(value))).map((value) => `taint '${String(value)}' is malformed`);
}

function judgeCommands(name: string, set: unknown): readonly string[] {
  const path = `settings.bootstrap-commands.${name}`;
  const { commands, mode } = isMap(set) ? set : {};
  const foreign = (Array.isArray(commands) ? commands : []).filter(
    (words: unknown) => !Array.isArray(words) || words[0] !== 'apiclient',
  );
  return [
    ...judgeFields(path, set, { commands: 'list', essential: 'boolean', mode: 'string' }),
    ...foreign.map((words) => `${path} runs what is no call of the API: ${JSON.stringify(words)}`),
    ...(MODES.includes(String(mode)) ? [] : [`${path}.mode is unknown`]),
  ];
}
