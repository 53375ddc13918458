/** What one room of lib may import. */
export interface Room {
  /** Other rooms of lib, all of them: nothing is inherited. */
  readonly rooms: readonly string[];
  /** Packages, by the start of the specifier. Everything else from node_modules is refused. */
  readonly packages: readonly string[];
  /** Whether the room may use the environment, the clock, the file system and other processes. */
  readonly ambient: boolean;
}

const FACTS = ['values', 'analysis', 'specs'];
const CDKTF = ['cdktf', 'constructs'];
const CDK8S = ['cdk8s', 'cdk8s-plus-27', 'constructs'];
const AWS = '@cdktf/provider-aws/lib/';
const GOOGLE = '@cdktf/provider-google/lib/';

/** The dependency rule of the library, one row a room. */
export const ROOMS: Readonly<Record<string, Room>> = {
  values: { rooms: [], packages: ['countries-and-timezones', 'ipaddr.js'], ambient: false },
  analysis: { rooms: ['values'], packages: [], ambient: false },
  specs: { rooms: ['values', 'analysis'], packages: ['yaml'], ambient: false },
  render: { rooms: FACTS, packages: [], ambient: false },
  aws: { rooms: [...FACTS, 'render'], packages: [...CDKTF, AWS], ambient: false },
  google: { rooms: [...FACTS, 'render'], packages: [...CDKTF, GOOGLE], ambient: false },
  kubernetes: { rooms: [...FACTS, 'render'], packages: CDK8S, ambient: false },
  stacks: { rooms: [...FACTS, 'render', 'aws', 'google'], packages: [...CDKTF, AWS, GOOGLE], ambient: false },
  charts: { rooms: [...FACTS, 'render', 'kubernetes'], packages: CDK8S, ambient: false },
  model: { rooms: FACTS, packages: [], ambient: false },
  checks: { rooms: [...FACTS, 'model'], packages: [], ambient: false },
  report: { rooms: [...FACTS, 'model', 'checks'], packages: [], ambient: false },
  cli: {
    rooms: everythingBut('testing', 'cli'),
    packages: ['cli-progress', 'cli-table3', 'commander'],
    ambient: true,
  },
  testing: {
    rooms: everythingBut('testing', 'cli'),
    packages: [...CDKTF, ...CDK8S, AWS, GOOGLE],
    ambient: true,
  },
};

/** Files with more permissions than their room, each with the reason. */
export const EXCEPTIONS: Readonly<Record<string, Partial<Room>>> = {
  // Compares what reaches a manifest with cdktf's own idea of a token.
  'lib/charts/token-guard.ts': { packages: [...CDK8S, ...CDKTF] },
  // This is the one file of the room that writes files.
  'lib/report/write-report.ts': { ambient: true },
};

/** Rooms that cli reaches only when an environment needs them: by `import()`, or for types. */
export const LAZY_FROM_CLI: readonly string[] = ['stacks', 'charts', 'aws', 'google', 'kubernetes'];

/** Folders of the same room that may not import each other. */
export const SIBLINGS: readonly (readonly [string, string])[] = [['lib/stacks/aws/', 'lib/stacks/google/']];

/** Builtins of Node that neither read nor change the machine. */
export const PURE_BUILTINS: readonly string[] = ['node:crypto', 'node:path', 'node:path/posix', 'node:util'];

function everythingBut(...left: readonly string[]): readonly string[] {
  const all = [
    ...FACTS,
    'render',
    'aws',
    'google',
    'kubernetes',
    'stacks',
    'charts',
    'model',
    'checks',
    'report',
    'cli',
  ];
  return all.filter((room) => !left.includes(room));
}
