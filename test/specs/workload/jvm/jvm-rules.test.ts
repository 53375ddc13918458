import type { ContainerInput } from '../../../../lib/specs/workload/container/container-input';
import type { JvmInput } from '../../../../lib/specs/workload/jvm/jvm-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsPool } from '../../../fixtures/aws-environment';
import { CONTAINER, serviceInput } from '../../../fixtures/service-input';
import { AT, judgeService, judgeWorkloads } from '../judge-service';

const ROOMY = { ...CONTAINER, memory: '2Gi' };

interface Varied {
  readonly jvm?: Partial<JvmInput>;
  readonly container?: Partial<ContainerInput>;
}

const judgeJvm = ({ jvm, container }: Varied) => {
  const service = serviceInput({ container: { ...ROOMY, ...container }, jvm: { line: 21, ...jvm } });
  return judgeWorkloads([service], { pools: [awsPool()] });
};

test.each<[string, Varied]>([
  ['a JVM with every default', {}],
  ['a bound of each kind', { jvm: { metaspace: '16Mi', direct: '1Mi', codeCache: '16Mi' } }],
  ['the most heap that fits', { jvm: { heapPercent: 64 } }],
  ['as many processors as a node has', { jvm: { processors: 4, collector: 'zgc', heapPercent: 40 } }],
  ['a dump of twice the heap', { jvm: { heapDump: { size: '2Gi' } } }],
  [
    'options that no member decides',
    {
      jvm: {
        options: [
          '-Dfile.encoding=UTF-8',
          '-ea',
          '-Xlog:gc*',
          '-XX:MaxGCPauseMillis=50',
          '-XX:+UseStringDeduplication',
          '--add-opens=java.base/java.lang=ALL-UNNAMED',
          '-javaagent:/opt/agent.jar=port=9404',
        ],
      },
    },
  ],
  ['a command without options of the JVM', { container: { command: ['java', '-jar', '/app.jar'], args: ['--fast'] } }],
  ['variables that no JVM reads', { container: { env: { JAVA_OPTS: '-Dspring.profiles.active=a', MODE: 'x' } } }],
])('%s is accepted', (_, varied) => {
  expect(judgeJvm(varied)).toEqual([]);
});

test('a JVM without a container is refused, and told once beside the pod of a team', () => {
  const { container: _, health: __, ...rest } = serviceInput();
  expect(judgeWorkloads([{ ...rest, jvm: { line: 17 } }])[0]).toMatch(
    `${AT}'jvm' must be absent without 'container', whose memory it divides, got {"line":17,`,
  );
  const podYaml = { text: 'spec: { containers: [] }' } as unknown as NonNullable<WorkloadInput['podYaml']>;
  const beside = judgeWorkloads([{ ...rest, podYaml, jvm: { line: 17 } }]).filter((each) => each.includes("'jvm'"));
  expect(beside).toHaveLength(1);
});

describe('the memory', () => {
  test('of a heap that leaves no room is refused with the whole sum, the percent that fits and the memory that would do', () => {
    // 75 percent of 2048 are 1536, of which 4 percent are 62 (rounded up).
    expect(judgeJvm({ jvm: { heapPercent: 75 } })).toEqual([
      `${AT}'jvm.heapPercent' must leave room for what is not heap: 1536Mi heap + 256Mi metaspace + 128Mi code + 64Mi direct + 200 threads x 1Mi + 1 processor x 1Mi + 62Mi collector + 48Mi = 2295Mi of 2048Mi, got 75; lower it to 64, or raise 'container.memory' to 3328Mi`,
    ]);
  });

  test('counts folders in memory', () => {
    const writable = [{ path: '/tmp', size: '64Mi', memory: true }];
    expect(judgeJvm({ jvm: { heapPercent: 63 }, container: { writable } })).toEqual([
      `${AT}'jvm.heapPercent' must leave room for what is not heap: 1280Mi heap + 256Mi metaspace + 128Mi code + 64Mi direct + 200 threads x 1Mi + 1 processor x 1Mi + 64Mi folders in memory + 52Mi collector + 48Mi = 2093Mi of 2048Mi, got 63; lower it to 60, or raise 'container.memory' to 2304Mi`,
    ]);
  });

  test('is raised where no percent fits', () => {
    expect(judgeJvm({ container: { memory: '512Mi' } })).toEqual([
      `${AT}'jvm.heapPercent' must leave room for what is not heap: 256Mi heap + 256Mi metaspace + 128Mi code + 64Mi direct + 200 threads x 1Mi + 1 processor x 1Mi + 11Mi collector + 48Mi = 964Mi of 512Mi, got 50; raise 'container.memory' to 1472Mi`,
    ]);
  });

  test('is at least 256Mi', () => {
    expect(judgeJvm({ container: { memory: '128Mi' } })).toEqual([
      `${AT}'container.memory' must be at least 256Mi for a JVM, got '128Mi'; raise it`,
    ]);
  });

  test('that is no quantity is told once', () => {
    expect(judgeJvm({ container: { memory: '2GB' } })).toHaveLength(1);
    expect(judgeJvm({ jvm: { metaspace: 'much' } })).toHaveLength(1);
    expect(judgeJvm({ jvm: { heapDump: { size: 'much' } } })).toHaveLength(1);
    expect(judgeJvm({ container: { writable: [{ path: '/tmp', size: 'much', memory: true }] } })).toHaveLength(1);
  });
});

test.each<[string, Partial<JvmInput>, string]>([
  ['metaspace', { metaspace: '8Mi' }, "be 16Mi to 16Gi, got '8Mi'; raise it"],
  ['direct', { direct: '512Ki' }, "be 1Mi to 128Gi, got '512Ki'; raise it"],
  ['codeCache', { codeCache: '3Gi' }, "be 16Mi to 2Gi, got '3Gi'; lower it"],
  [
    'codeCache',
    { codeCache: '128M' },
    "be a whole number of Mi, because the JVM rounds other sizes, got '128M'; write it as '123Mi'",
  ],
  [
    'heapDump.size',
    { heapDump: { size: '1Gi' } },
    "be at least 2Gi, 2 x 1024Mi of heap, because a dump writes references in twice their size, got '1Gi'; raise it",
  ],
  [
    'processors',
    { processors: 5 },
    "be at most the 4 of a node in pool 'general' (m6i.xlarge), got 5; lower it, or use larger machines",
  ],
])('a wrong jvm.%s is refused: %j', (property, jvm, message) => {
  expect(judgeJvm({ jvm: { collector: 'serial', ...jvm } })).toContain(`${AT}'jvm.${property}' must ${message}`);
});

test('a folder of its own where dumps go is refused', () => {
  const writable = [{ path: '/heap-dumps/old', size: '1Gi' }];
  expect(judgeJvm({ container: { writable } })).toEqual([]);
  expect(judgeJvm({ container: { writable }, jvm: { heapDump: { size: '2Gi' } } })).toEqual([
    `${AT}'container.writable[0].path' must be outside of /heap-dumps, which keelson mounts itself, got '/heap-dumps/old'; choose another folder`,
  ]);
});

test('a stated scratch must hold the dump', () => {
  expect(judgeJvm({ container: { scratch: '1Gi' }, jvm: { heapDump: { size: '2Gi' } } })).toEqual([
    `${AT}'container.scratch' must be at least 2112Mi: 64Mi for logs and 2Gi for the writable folders on disk, got '1Gi'; raise it, or lower the sizes`,
  ]);
});

test('a bound that is refused is not summed up too', () => {
  const jvm = { direct: '100M', codeCache: '3Gi' };
  expect(judgeJvm({ jvm })).toEqual([
    `${AT}'jvm.direct' must be a whole number of Mi, because the JVM rounds other sizes, got '100M'; write it as '96Mi'`,
    `${AT}'jvm.codeCache' must be 16Mi to 2Gi, got '3Gi'; lower it`,
  ]);
});

describe('options', () => {
  const OWNED = "'jvm.options' must hold no option that a member of jvm decides";
  test.each([
    ['-Xmx1g', "state 'jvm.heapPercent'"],
    ['-Xms1g', "state 'jvm.heapPercent'"],
    ['-Xmn256m', "state 'jvm.heapPercent'"],
    ['-XX:MaxHeapSize=1g', "state 'jvm.heapPercent'"],
    ['-XX:MaxNewSize=1g', "state 'jvm.heapPercent'"],
    ['-XX:+AggressiveHeap', "state 'jvm.heapPercent'"],
    ['-XX:MaxRAMPercentage=80', "state 'jvm.heapPercent'"],
    ['-XX:InitialRAMPercentage=80', "state 'jvm.heapPercent'"],
    ['-XX:MinRAMPercentage=80', "state 'jvm.heapPercent'"],
    ['-XX:MaxRAM=4g', "state 'jvm.heapPercent'"],
    ['-XX:MaxRAMFraction=2', "state 'jvm.heapPercent'"],
    ['-XX:G1HeapRegionSize=64m', 'leave it out; larger regions would round the heap'],
    ['-XX:ActiveProcessorCount=8', "state 'jvm.processors'"],
    ['-XX:+UseG1GC', "state 'jvm.collector'"],
    ['-XX:-UseSerialGC', "state 'jvm.collector'"],
    ['-XX:+UseShenandoahGC', "state 'jvm.collector'"],
    ['-XX:-ZGenerational', "state 'jvm.collector'"],
    ['-XX:-AlwaysPreTouch', "state 'jvm.preTouch'"],
    ['-XX:MaxMetaspaceSize=1g', "state 'jvm.metaspace'"],
    ['-XX:MaxDirectMemorySize=1g', "state 'jvm.direct'"],
    ['-XX:ReservedCodeCacheSize=1g', "state 'jvm.codeCache'"],
    ['-XX:InitialCodeCacheSize=200m', "state 'jvm.codeCache'"],
    ['-XX:NonNMethodCodeHeapSize=5m', "state 'jvm.codeCache'"],
    ['-Xss4m', "state the stacks as 'jvm.threads', each of which counts 1Mi"],
    ['-XX:ThreadStackSize=4096', "state the stacks as 'jvm.threads', each of which counts 1Mi"],
    ['-XX:+HeapDumpOnOutOfMemoryError', "state 'jvm.heapDump'"],
    ['-XX:HeapDumpPath=/tmp', "state 'jvm.heapDump'"],
    ['-XX:+CrashOnOutOfMemoryError', 'leave it out; the JVM always exits with 3 when memory is out'],
    ['-XX:-UseContainerSupport', 'leave it out; every size is written out'],
    ['-XX:VMOptionsFile=/etc/jvm', "state the file's options as 'jvm.options'"],
  ])('that a member decides are refused: %s', (option, remedy) => {
    expect(judgeJvm({ jvm: { options: [option] } })).toEqual([`${AT}${OWNED}, got '${option}'; ${remedy}`]);
  });

  const WORD =
    "'jvm.options' must hold options of one word that the java launcher takes from a variable: without spaces, quotes, classpath, main class or $(…)";
  test.each([
    '',
    'Main',
    '@/etc/jvm.args',
    '-jar',
    '-cp',
    '--class-path=/app',
    '-m',
    '--module=app/Main',
    '-version',
    '--version',
    '-XX:OnError=kill 1',
    '-Dname="a"',
    "-Dname='a'",
    '-Dhost=$(POD_IP)',
    '-Dname=a\n-Xmx1g',
    '--add-opens',
    '--dry-run',
    '--list-modules',
  ])('that the launcher refuses in a variable, or takes as something else, are refused: %j', (option) => {
    const shown = `'${JSON.stringify(option).slice(1, -1).replaceAll('\\"', '"')}'`;
    expect(judgeJvm({ jvm: { options: [option] } })).toEqual([
      `${AT}${WORD}, got ${shown}; write a value as '--name=value', and the class or its path in the image's command`,
    ]);
  });
});

test.each<[string, Partial<ContainerInput>, string]>([
  ['command', { command: ['java', '-Xmx1g', '-jar', '/app.jar'] }, "got '-Xmx1g'; state 'jvm.heapPercent'"],
  [
    'command',
    { command: ['sh', '-c', 'exec java "-XX:+UseG1GC" -jar /app.jar'] },
    "got '-XX:+UseG1GC'; state 'jvm.collector'",
  ],
  ['args', { args: ['-XX:MaxRAMPercentage=80'] }, "got '-XX:MaxRAMPercentage=80'; state 'jvm.heapPercent'"],
])('an option in container.%s that would win over the variable is refused', (property, container, message) => {
  expect(judgeJvm({ container })).toEqual([
    `${AT}'container.${property}' must hold no option that a member of jvm decides, because the command line wins over the variable, ${message}`,
  ]);
});

test.each(['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'])('the variable %s is left to the JVM', (name) => {
  const container = { ...ROOMY, env: { [name]: '-Xmx1g' } };
  expect(judgeService({ container })).toEqual([]);
  expect(judgeService({ container, jvm: { line: 21 } })).toEqual([
    `${AT}'container.env.${name}' must be left to 'jvm', got '-Xmx1g'; state its options as members of 'jvm'`,
  ]);
});

test.each([
  ['JAVA_OPTS', '-Dname=value -Xmx4g', "got '-Xmx4g'; state 'jvm.heapPercent'"],
  ['CATALINA_OPTS', '-XX:+UseZGC', "got '-XX:+UseZGC'; state 'jvm.collector'"],
])('an option in the variable %s, which a script would put on the command line, is refused', (name, value, message) => {
  const container = { ...ROOMY, env: { [name]: value } };
  expect(judgeService({ container })).toEqual([]);
  expect(judgeService({ container, jvm: { line: 21 } })).toEqual([
    `${AT}'container.env.${name}' must hold no option that a member of jvm decides, because scripts put such variables on the command line, which wins, ${message}`,
  ]);
});

describe('a command of health', () => {
  const judgeCommand = (command: readonly string[]) =>
    judgeService({ container: ROOMY, jvm: { line: 21 }, health: { kind: 'exec', command } });

  test.each([
    [['java', '-jar', '/health.jar']],
    [['/usr/lib/jvm/bin/java', 'Health']],
    [['sh', '-c', 'cd /app && java Health']],
    [['/opt/bin/jshell', '/health.jsh']],
    [['timeout', '2', '/opt/jdk/bin/java', 'Health']],
  ])('that starts a second JVM is refused: %j', (command) => {
    expect(judgeCommand(command)).toEqual([
      `${AT}'health.command' must start no second JVM in the container: it would be given the heap of the first, and the kernel would kill one of them, got ${JSON.stringify(command)}; use another kind of health; 'jcmd' is harmless`,
    ]);
  });

  test.each([
    [['jcmd', '1', 'VM.version']],
    [['/opt/java-app/bin/health']],
    [['curl', '-f', 'http://localhost:8080/java']],
  ])('that starts none is accepted: %j', (command) => {
    expect(judgeCommand(command)).toEqual([]);
  });
});

test.each(['always', 'madvise', 'never'] as const)('pools with transparent huge pages %s', (transparentHugepages) => {
  const pools = [awsPool({ kernel: { transparentHugepages } })];
  const found = judgeWorkloads([serviceInput({ container: ROOMY, jvm: { line: 21 } })], { pools });
  const refusal = `${AT}'pools' must hold no pool with transparent huge pages 'always' for a JVM: stacks and idle memory become resident by 2Mi, which no sum counts, got 'general'; state the kernel profile 'jvm', or transparentHugepages 'madvise', on the pool`;
  expect(found.filter((each) => each.startsWith(AT))).toEqual(transparentHugepages === 'always' ? [refusal] : []);
});
