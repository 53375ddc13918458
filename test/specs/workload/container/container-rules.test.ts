import type { ContainerInput } from '../../../../lib/specs/workload/container/container-input';
import { CONTAINER } from '../../../fixtures/service-input';
import { AT, judgeContainer, judgeService } from '../judge-service';

const DNS_NAME = 'must be lower-case letters, digits, dashes and dots, at most 253, first and last a letter or digit';
const CONFIG_KEY = 'must be letters, digits, dashes, dots and underscores, at most 253, and not begin with two dots';

test('a container with its least members is accepted', () => {
  expect(judgeContainer({})).toEqual([]);
});

test.each<[string, Partial<ContainerInput>]>([
  ['the smallest processors and memory', { cpu: '10m', memory: '32Mi' }],
  ['the largest processors and memory', { cpu: '64', memory: '256Gi' }],
  ['a fraction of a processor in decimals', { cpu: '0.25' }],
  ['an image with a digest and no tag', { image: `registry.example.com/cart@sha256:${'a'.repeat(64)}` }],
  ['an empty variable', { env: { EMPTY: '' } }],
  ['a variable from a Secret', { env: { PASSWORD: { secret: 'cart.db', key: 'password' } } }],
  ['a variable from the pod', { env: { NODE: { field: 'spec.nodeName' } } }],
  ['a variable with dots, as Java names them', { env: { 'spring.profiles.active': 'production' } }],
  ['a hidden file', { config: { '.htaccess': 'deny from all' } }],
  [
    'folders whose names begin alike',
    {
      writable: [
        { path: '/data', size: '1Mi' },
        { path: '/data-2', size: '1Mi' },
      ],
    },
  ],
  ['a folder whose name begins with two dots', { writable: [{ path: '/var/..cache', size: '1Mi' }] }],
  ['an empty argument', { args: [''] }],
  ['space for logs and folders to the byte', { scratch: '164Mi', writable: [{ path: '/data', size: '100Mi' }] }],
])('%s is accepted', (_, container) => {
  expect(judgeContainer(container)).toEqual([]);
});

test.each<[string, Partial<ContainerInput>, string]>([
  [
    'an image that is no reference',
    { image: 'Cart:1.0' },
    `'container.image' must be an image reference, got 'Cart:1.0'; write it as 'registry.example.com/team/app:1.4.2'`,
  ],
  [
    'an image without a version',
    { image: 'registry.example.com/cart' },
    `'container.image' must name a version: a tag other than 'latest', or a digest, got 'registry.example.com/cart'; append the version: an image without one may be another image on every node`,
  ],
  [
    'the tag latest',
    { image: 'registry.example.com/cart:latest' },
    `'container.image' must name a version: a tag other than 'latest', or a digest, got 'registry.example.com/cart:latest'; append the version: an image without one may be another image on every node`,
  ],
  [
    'processors that are no quantity',
    { cpu: 'two' },
    `'container.cpu' must be a Kubernetes quantity, got 'two'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'`,
  ],
  ['too few processors', { cpu: '9m' }, `'container.cpu' must be 10m to 64, got '9m'; raise it`],
  ['too many processors', { cpu: '65' }, `'container.cpu' must be 10m to 64, got '65'; lower it`],
  [
    'processors that Kubernetes would round',
    { cpu: '0.0125' },
    `'container.cpu' must be a whole number of thousandths of a processor, got '0.0125'; write it in m: '250m'`,
  ],
  [
    'memory in the unit of processors',
    { memory: '512m' },
    `'container.memory' must be 32Mi to 256Gi, got '512m'; raise it`,
  ],
  ['too much memory', { memory: '257Gi' }, `'container.memory' must be 32Mi to 256Gi, got '257Gi'; lower it`],
  [
    'memory with a fraction of a byte',
    { memory: '1.3Gi' },
    `'container.memory' must be a whole number of bytes, got '1.3Gi'; write it in Mi or Ki without a fraction`,
  ],
  ['too little space on disk', { scratch: '63Mi' }, `'container.scratch' must be 64Mi to 1Ti, got '63Mi'; raise it`],
  [
    'less space on disk than the folders have',
    {
      scratch: '163Mi',
      writable: [
        { path: '/data', size: '100Mi' },
        { path: '/tmp', size: '50Mi', memory: true },
      ],
    },
    `'container.scratch' must be at least 164Mi: 64Mi for logs and 100Mi for the writable folders on disk, got '163Mi'; raise it, or lower the sizes`,
  ],
  [
    'a variable that begins with a digit',
    { env: { '1ST': 'x' } },
    `'container.env.1ST' must be named with letters, digits, dashes, dots and underscores, not beginning with a digit, got '1ST'; rename the variable`,
  ],
  [
    'a variable that keelson sets',
    { env: { KEELSON_DRAIN_SECONDS: '1' } },
    `'container.env.KEELSON_DRAIN_SECONDS' must not be named KEELSON_…, because keelson sets these variables itself, got 'KEELSON_DRAIN_SECONDS'; rename the variable`,
  ],
  [
    'a Secret that no cluster can have',
    { env: { PASSWORD: { secret: 'Cart_DB', key: 'password' } } },
    `'container.env.PASSWORD.secret' ${DNS_NAME}, got 'Cart_DB'; write the name of the object as it is in the cluster`,
  ],
  [
    'a key that no Secret can have',
    { env: { PASSWORD: { secret: 'cart-db', key: 'pass word' } } },
    `'container.env.PASSWORD.key' ${CONFIG_KEY}, got 'pass word'; write it like the name of a file: app.properties`,
  ],
  [
    'a command without words',
    { command: [] },
    `'container.command' must hold at least one word, got []; leave it out for the image's own`,
  ],
  [
    'arguments without words',
    { args: [] },
    `'container.args' must hold at least one word, got []; leave it out for the image's own`,
  ],
  [
    'a variable of a space and a line break, of which YAML would keep the line break alone',
    { args: ['\n'], env: { A: ' \n' } },
    `'container.env.A' must hold more than blank lines, because their spaces and tabs would be lost in the manifest, got ' \\n'; leave the spaces and tabs out`,
  ],
  [
    'a file of spaces and line breaks',
    { config: { 'app.conf': '\n \n' } },
    `'container.config.app.conf' must hold more than blank lines, because their spaces and tabs would be lost in the manifest, got '\\n \\n'; leave the spaces and tabs out`,
  ],
  [
    'a file whose first line begins with a tab, because kubectl could not read the whole manifest',
    { config: { 'app.conf': '\n\tlisten 80;\n', ok: '# listen\n\tlisten 80;\n', one: '\tlisten 80;' } },
    `'container.config.app.conf' must not begin with a tab where it has several lines, because kubectl could not read its file, got '\\n\\tlisten 80;\\n'; indent the first line with spaces, or begin with a line of comment`,
  ],
  [
    'half of a pair of code points',
    { env: { A: 'x\ud800', B: '\ud83d\ude00 \u0007 \ufeff' } },
    `'container.env.A' must hold no control characters and no line separators of Unicode, because kubectl could not read its file, got 'x\\ud800'; remove them, or write them in an escaped form that the program itself reads`,
  ],
  [
    'a command without a program',
    { command: ['', 'serve'] },
    `'container.command[0]' must name a program, got ''; write its path in the image`,
  ],
  [
    'a file in another folder',
    { config: { 'conf.d/app': 'x' } },
    `'container.config.conf.d/app' ${CONFIG_KEY}, got 'conf.d/app'; write it like the name of a file: app.properties`,
  ],
  [
    'files that kubectl could not copy into an annotation, although a ConfigMap could hold them',
    { config: { a: '<'.repeat(43_400) } },
    `'container.config' must hold at most 260096 bytes as JSON, because 'kubectl apply' keeps a copy in an annotation, got '260408 bytes'; put large files into the image, or into a volume of your own chart`,
  ],
])('%s is refused', (_, container, message) => {
  expect(judgeContainer(container)).toEqual([`${AT}${message}`]);
});

const PATH = "must be an absolute path other than '/', without spaces, colons, dots for folders and a slash at its end";

test.each<[string, object | number, readonly string[]]>([
  [
    'a number',
    8080,
    [`'container.env.A' must be text or an object, got 8080; write it in quotes, or in braces with field, secret, key`],
  ],
  ['a Secret without a key', { secret: 'db' }, [`'container.env.A.key' must be text, got nothing; write it in quotes`]],
  [
    'a field that no pod has',
    { field: 'status.podIPs' },
    [
      `'container.env.A.field' must be one of 'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'status.hostIP', 'status.podIP', got 'status.podIPs'; choose one of them`,
    ],
  ],
])('a variable whose value is %s is refused', (_, value, messages) => {
  const env = { A: value } as unknown as ContainerInput['env'];
  expect(judgeContainer({ env })).toEqual(messages.map((message) => `${AT}${message}`));
});

test.each<[string, string, string]>([
  ['a relative path', 'data', `${PATH}, got 'data'; write it as '/var/cache/app'`],
  ['the root', '/', `${PATH}, got '/'; write it as '/var/cache/app'`],
  ['a path with a slash at its end', '/data/', `${PATH}, got '/data/'; write it as '/var/cache/app'`],
  ['a path through a parent folder', '/data/../etc', `${PATH}, got '/data/../etc'; write it as '/var/cache/app'`],
  ['a path with a colon', '/da:ta', `${PATH}, got '/da:ta'; write it as '/var/cache/app'`],
  [
    'a folder of the kernel',
    '/proc/sys',
    `must be outside of /proc, which belongs to the kernel or to the container runtime, got '/proc/sys'; choose another folder`,
  ],
  [
    'the folder of credentials',
    '/var/run/secrets',
    `must be outside of /var/run/secrets, which belongs to the kernel or to the container runtime, got '/var/run/secrets'; choose another folder`,
  ],
  [
    'the folder of the configuration',
    '/config/cache',
    `must be outside of /config, which keelson mounts itself, got '/config/cache'; choose another folder`,
  ],
])('a writable folder with %s is refused', (_, path, message) => {
  expect(judgeContainer({ writable: [{ path, size: '64Mi' }] })).toEqual([
    `${AT}'container.writable[0].path' ${message}`,
  ]);
});

test("the folder of heap dumps is keelson's, and its size counts as disk", () => {
  const container = { ...CONTAINER, memory: '2Gi', scratch: '1Gi', writable: [{ path: '/heap-dumps', size: '64Mi' }] };
  expect(judgeService({ container, jvm: { line: 21, heapDump: { size: '2Gi' } } })).toEqual([
    `${AT}'container.scratch' must be at least 2176Mi: 64Mi for logs and 2112Mi for the writable folders on disk, got '1Gi'; raise it, or lower the sizes`,
    `${AT}'container.writable[0].path' must be outside of /heap-dumps, which keelson mounts itself, got '/heap-dumps'; choose another folder`,
  ]);
});

test('two writable folders of one path are refused once', () => {
  const writable = [
    { path: '/data', size: '64Mi' },
    { path: '/data', size: '64Mi' },
  ];
  expect(judgeContainer({ writable })).toEqual([
    `${AT}'container.writable[1].path' must be outside of the other writable folders, such as '/data', got '/data'; leave one of them out`,
  ]);
});

test('a writable folder inside another is refused, wherever it stands in the list', () => {
  const writable = [
    { path: '/data/cache', size: '64Mi' },
    { path: '/data', size: '64Mi' },
  ];
  expect(judgeContainer({ writable })).toEqual([
    `${AT}'container.writable[0].path' must be outside of the other writable folders, such as '/data', got '/data/cache'; leave one of them out`,
  ]);
});

test('a size that is no quantity is reported once, and not by the sums too', () => {
  const writable = [{ path: '/data', size: 'much', memory: true }];
  expect(judgeContainer({ scratch: '64Mi', writable })).toEqual([
    `${AT}'container.writable[0].size' must be a Kubernetes quantity, got 'much'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'`,
  ]);
});

test('folders in memory must leave memory to the process', () => {
  const folder = (path: string, size: string) => ({ path, size, memory: true });
  expect(judgeContainer({ writable: [folder('/a', '300Mi'), folder('/b', '212Mi')] })).toEqual([
    `${AT}'container.writable' must hold less in memory than the container's 512Mi, got '300Mi + 212Mi = 512Mi'; lower the sizes, or raise 'container.memory'`,
  ]);
  expect(judgeContainer({ writable: [folder('/a', '300Mi'), folder('/b', '211Mi')] })).toEqual([]);
});
