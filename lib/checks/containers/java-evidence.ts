import type { ContainerFacts } from '../../model/pod-facts';
import { readMaps, readText } from '../../model/read-fields';
import { JVM_VARIABLES } from '../../specs/workload/jvm/jvm-options';

/** Variables that the `java` launcher, the JVM or the start scripts of Java programs read. */
const VARIABLES: readonly string[] = [...JVM_VARIABLES, 'JAVA_OPTS'];

/** Words in the last part of an image's path that name a Java runtime, with or without a version: `temurin`, `jre-21`, `openjdk17`. */
const RUNTIMES = /^(java|jdk|jre|openjdk|temurin|corretto|zulu|liberica|sapmachine|semeru)\d*$/;

/**
 * Images of well-known programs that run on a JVM, by the whole last part of their path, because `kafka-exporter` or
 * `elasticsearch-operator` are written in other languages. The list is a judgement of November 2026, from the images that the
 * projects publish themselves.
 */
const PROGRAMS: ReadonlySet<string> = new Set([
  ...[
    'activemq-artemis',
    'activemq-classic',
    'cassandra',
    'druid',
    'elasticsearch',
    'flink',
    'hbase',
    'hive',
    'jenkins',
  ],
  ...['jetty', 'kafka', 'keycloak', 'logstash', 'neo4j', 'nexus3', 'open-liberty', 'opensearch', 'pulsar', 'solr'],
  ...['sonarqube', 'spark', 'tomcat', 'tomee', 'trino', 'wildfly', 'wiremock', 'zookeeper', 'cp-kafka', 'cp-zookeeper'],
]);

/** Words for messages about the sign by which a container runs a JVM; undefined without such a sign. */
export function javaEvidence({ image, manifest }: ContainerFacts): string | undefined {
  const variable = readMaps(manifest['env']).find(({ name }) => VARIABLES.includes(readText(name) ?? ''));
  if (variable !== undefined) return `its variable ${readText(variable['name'])}`;
  if (startsJava(manifest['command']) || startsJava(manifest['args'])) return "its command 'java'";
  const path = image.split('@')[0]?.replace(/:[^:/]*$/, '') ?? '';
  const last = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const isNamed = PROGRAMS.has(last) || last.split(/[^a-z0-9]+/).some((word) => RUNTIMES.test(word));
  return isNamed ? `its image '${last}'` : undefined;
}

/** Whether a command begins with `java`, with its folder or without, or hands such a command to a shell. */
function startsJava(command: unknown): boolean {
  if (!Array.isArray(command)) return false;
  return command.some((word, index) => {
    const text = readText(word) ?? '';
    return index === 0 ? /(^|\/)java$/.test(text) : /^(exec\s+)?(\S*\/)?java\s/.test(text);
  });
}
