import { problemsOf } from '../../problems-of';
import { type JvmServiceParts, jvmEnvironment } from './jvm-service';

const SUBJECT = "environment 'paas' > cluster 'main' > workload 'cart': ";
const SECOND_JVM =
  'start no second JVM in the container: it would be given the heap of the first, and the kernel would kill one of them';
const ONE_WORD =
  'hold options of one word that the java launcher takes from a variable: without spaces, quotes, classpath, main class or $(…)';
const COMMAND_LINE = 'hold no option that a member of jvm decides, because the command line wins over the variable';
const NO_HUGEPAGES =
  "hold no pool with transparent huge pages 'always' for a JVM: stacks and idle memory become resident by 2Mi, which no sum counts";

/** Messages about the service, without the part that all of them have. */
function messagesOf(parts: JvmServiceParts): readonly string[] {
  return problemsOf(jvmEnvironment(parts)).map((message) => message.replace(SUBJECT, ''));
}

test('accepts a JVM of 2Gi with nothing but its line, and one whose options and command are its own business', () => {
  expect(messagesOf({})).toEqual([]);
  const options = ['-Dapp.mode=fast', '--add-opens=java.base/java.lang=ALL-UNNAMED', '-XX:+UseStringDeduplication'];
  expect(messagesOf({ jvm: { options }, container: { command: ['java', '-jar', '/app.jar'] } })).toEqual([]);
});

test('refuses a JVM without a container', () => {
  const rule = "'jvm' must be stated together with 'container', whose memory it divides";
  const remedy = "state 'container', or leave 'jvm' out and write the options in the pod";
  const [message] = problemsOf(jvmEnvironment({ workload: { container: undefined, health: undefined } as object }));
  expect(message).toMatch(`${SUBJECT}${rule}, got {"line":21`);
  expect(message).toMatch(`; ${remedy}`);
});

describe('the memory', () => {
  it('has the whole sum in its refusal, with the percent and the memory that would do', () => {
    expect(messagesOf({ jvm: { heapPercent: 75 } })).toEqual([
      "'jvm.heapPercent' must leave room for what is not heap: 1536Mi heap + 256Mi metaspace + 128Mi code + 64Mi direct + 200 threads x 1Mi + 2 processors x 1Mi + 154Mi collector + 48Mi = 2388Mi of 2048Mi, got 75; lower it to 60, or raise 'container.memory' to 4096Mi",
    ]);
  });

  it('has only the larger memory as remedy where no percent fits', () => {
    const [message] = messagesOf({ container: { memory: '512Mi' } });
    expect(message).toMatch(/= 965Mi of 512Mi, got 50; raise 'container\.memory' to 1472Mi$/);
  });

  it('is raised so far that the collector of the larger memory fits too', () => {
    // With the serial collector 1856Mi would do: 1088 of heap + 44 + 698 = 1830. From 1792Mi on the default is G1, with which these
    // 1088 + 109 + 698 are 1895; the next that fits is 1216 + 122 + 698 = 2036 of 2048.
    const jvm = { heapPercent: 60 };
    const [message] = messagesOf({ container: { memory: '1500Mi' }, jvm });
    const memory = /raise 'container\.memory' to (\w+)$/.exec(message ?? '')?.[1];
    expect(memory).toBe('2048Mi');
    expect(messagesOf({ container: { memory }, jvm })).toEqual([]);
  });

  it('has only smaller bounds as remedy where neither a percent nor a memory fits', () => {
    const [message] = messagesOf({ jvm: { collector: 'zgc', heapPercent: 75, threads: 10_000 } });
    expect(message).toMatch(/Mi of 2048Mi, got 75; lower threads, metaspace, direct or codeCache$/);
  });

  it('is at least 256Mi', () => {
    expect(messagesOf({ container: { memory: '128Mi' } })).toEqual([
      "'container.memory' must be at least 256Mi for a JVM, got '128Mi'; raise it",
    ]);
  });

  it.each([
    ['metaspace', '8Mi', "'jvm.metaspace' must be 16Mi to 16384Mi in whole Mi, got '8Mi'; write '16Mi'"],
    ['codeCache', '2049Mi', "'jvm.codeCache' must be 16Mi to 2048Mi in whole Mi, got '2049Mi'; write '2048Mi'"],
    ['direct', '1500k', "'jvm.direct' must be 1Mi to 131072Mi in whole Mi, got '1500k'; write '2Mi'"],
    [
      'direct',
      'much',
      "'jvm.direct' must be a Kubernetes quantity, got 'much'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'",
    ],
  ])("refuses '%s' of %s", (name, size, message) => {
    expect(messagesOf({ jvm: { [name]: size } })).toEqual([message]);
  });

  it('leaves room for the heap in the folder of dumps', () => {
    expect(messagesOf({ jvm: { heapDump: { size: '1Gi' } } })).toEqual([]);
    expect(messagesOf({ jvm: { heapDump: { size: '1000Mi' } } })).toEqual([
      "'jvm.heapDump.size' must have room for the heap (1024Mi), got '1000Mi'; raise it",
    ]);
  });
});

describe('options', () => {
  it.each([
    ['-Xmx1g', "state 'jvm.heapPercent'"],
    ['-Xms1g', "state 'jvm.heapPercent'"],
    ['-Xmn1g', "state 'jvm.heapPercent'"],
    ['-XX:MaxHeapSize=1g', "state 'jvm.heapPercent'"],
    ['-XX:MaxNewSize=1g', "state 'jvm.heapPercent'"],
    ['-XX:MaxRAM=1g', "state 'jvm.heapPercent'"],
    ['-XX:MaxRAMPercentage=80', "state 'jvm.heapPercent'"],
    ['-XX:InitialRAMPercentage=80', "state 'jvm.heapPercent'"],
    ['-XX:MinRAMFraction=2', "state 'jvm.heapPercent'"],
    ['-XX:ActiveProcessorCount=4', "state 'jvm.processors'"],
    ['-XX:+UseShenandoahGC', "state 'jvm.collector'"],
    ['-XX:-UseG1GC', "state 'jvm.collector'"],
    ['-XX:+ZGenerational', "state 'jvm.collector'"],
    ['-XX:-AlwaysPreTouch', "state 'jvm.preTouch'"],
    ['-XX:MaxMetaspaceSize=1g', "state 'jvm.metaspace'"],
    ['-XX:MaxDirectMemorySize=1g', "state 'jvm.direct'"],
    ['-XX:ReservedCodeCacheSize=1g', "state 'jvm.codeCache'"],
    ['-Xss2m', "state the stacks as 'jvm.threads', each of which counts 1Mi"],
    ['-XX:HeapDumpPath=/tmp', "state 'jvm.heapDump'"],
    ['-XX:-ExitOnOutOfMemoryError', 'leave it out; the JVM always exits with 3 when memory is out'],
    ['-XX:-UseContainerSupport', 'leave it out; every size is written out'],
    ['-XX:Flags=.hotspotrc', "state the file's options as 'jvm.options'"],
  ])('%s is refused, because a member decides it', (option, remedy) => {
    expect(messagesOf({ jvm: { options: [option] } })).toEqual([
      `'jvm.options' must hold no option that a member of jvm decides, got '${option}'; ${remedy}`,
    ]);
  });

  it.each([
    'app.jar',
    '@options',
    '-Da=b c',
    '-Da="b"',
    "-Da='b'",
    '-Da=$(HOME)',
    '-jar',
    '-cp',
    '--module-path=x',
    '-J-Xmx1g',
    '--version',
  ])('%s is refused, because the launcher would not take it from a variable as it is', (option) => {
    expect(messagesOf({ jvm: { options: [option] } })).toEqual([
      `'jvm.options' must ${ONE_WORD}, got '${option}'; write a value as '--name=value', and the class or its path in the image's command`,
    ]);
  });
});

describe('what would win over the options', () => {
  it.each(['command', 'args'])("a heap in the container's %s is refused, also within the text of a shell", (name) => {
    expect(messagesOf({ container: { [name]: ['sh', '-c', 'exec java -Xmx1g -jar app.jar'] } })).toEqual([
      `'container.${name}' must ${COMMAND_LINE}, got '-Xmx1g'; state 'jvm.heapPercent'`,
    ]);
  });

  it.each(['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'])("the variable %s is left to 'jvm'", (name) => {
    expect(messagesOf({ container: { env: { [name]: '-Dx=y' } } })).toEqual([
      `'container.env.${name}' must be left to 'jvm', got '-Dx=y'; state its options as members of 'jvm'`,
    ]);
  });

  it.each([
    [['java', '-version']],
    [['/opt/jdk/bin/java', 'Ready']],
    [['sh', '-c', 'cd /app && java Ready']],
    [['jshell']],
  ])('health by %j is refused, because it starts a second JVM', (command) => {
    expect(messagesOf({ workload: { health: { kind: 'exec', command } } })).toEqual([
      `'health.command' must ${SECOND_JVM}, got ${JSON.stringify(command)}; use another kind of health; 'jcmd' is harmless`,
    ]);
  });

  it('health by jcmd or by a program whose name only begins like it is accepted', () => {
    for (const program of ['jcmd', 'javac-ready', '/opt/java/ready']) {
      expect(messagesOf({ workload: { health: { kind: 'exec', command: [program, '1', 'VM.flags'] } } })).toEqual([]);
    }
  });
});

describe('the pools', () => {
  it('have as many processors as the JVM counts on', () => {
    expect(messagesOf({ jvm: { processors: 4 } })).toEqual([]);
    expect(messagesOf({ jvm: { processors: 5 } })).toEqual([
      "'jvm.processors' must be at most the 4 of a node in pool 'general' (m6i.xlarge), got 5; lower it, or use larger machines",
    ]);
  });

  it.each(['madvise', 'never'] as const)('may have transparent huge pages %s', (transparentHugepages) => {
    expect(messagesOf({ pool: { kernel: { transparentHugepages } } })).toEqual([]);
  });

  it("are refused with transparent huge pages 'always'", () => {
    expect(messagesOf({ pool: { kernel: { transparentHugepages: 'always' } } })).toEqual([
      `'pools' must ${NO_HUGEPAGES}, got 'general'; state the kernel profile 'jvm', or transparentHugepages 'madvise', on the pool`,
    ]);
  });
});
