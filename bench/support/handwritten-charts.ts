import { k8s } from 'cdk8s-plus-27';
import { Code, writeLiteral } from './write-source';

/** A manifest file as the App of cdk8s writes it. */
export interface ChartSource {
  /** Id of the chart, which is the name of the file. */
  readonly id: string;
  readonly objects: readonly object[];
}

/** Members of Kubernetes objects whose values are quantities, by their names. */
const QUANTITIES = /^(hard|requests|limits|default|defaultRequest|max|min)$/;

/** Members whose value is a number or a name. */
const INT_OR_STRING = /^(targetPort|maxUnavailable|maxSurge|minAvailable)$/;

/** Statements that add charts to `charts`, with the typed construct of cdk8s-plus for each object that has one. */
export function writeCharts(charts: readonly ChartSource[]): readonly string[] {
  return charts.flatMap((chart, index) => {
    const variable = `chart${index}`;
    const start = `const ${variable} = new Chart(charts, ${writeLiteral(chart.id)}, { disableResourceNameHashes: true });`;
    return [start, ...chart.objects.map((object, place) => writeObject(object as KubernetesObject, variable, place))];
  });
}

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
}

function writeObject(object: KubernetesObject, chart: string, place: number): string {
  const { apiVersion, kind, ...props } = object;
  const typed = Object.entries(k8s).find(([name, value]) => {
    const gvk = (value as { GVK?: KubernetesObject }).GVK;
    return name.startsWith('Kube') && gvk?.apiVersion === apiVersion && gvk.kind === kind;
  });
  if (typed === undefined) return `new ApiObject(${chart}, 'object${place}', ${writeLiteral(object)});`;
  return `new k8s.${typed[0]}(${chart}, 'object${place}', ${writeLiteral(wrap(props, kind))});`;
}

/** The same value, with quantities and ports in the classes that the typed constructs require. */
function wrap(value: unknown, kind: string): unknown {
  if (Array.isArray(value)) return value.map((each) => wrap(each, kind));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const isPort = kind === 'NetworkPolicy' && key === 'port';
      if (isPort || (INT_OR_STRING.test(key) && typeof child !== 'object')) return [key, intOrString(child)];
      const isQuantities = QUANTITIES.test(key) && typeof child === 'object' && child !== null && !Array.isArray(child);
      return [key, isQuantities ? quantities(child) : wrap(child, kind)];
    }),
  );
}

function intOrString(value: unknown): Code {
  return new Code(`k8s.IntOrString.from${typeof value === 'number' ? 'Number' : 'String'}(${writeLiteral(value)})`);
}

function quantities(values: object): Record<string, Code> {
  const wrapped = Object.entries(values).map(([key, value]): [string, Code] => [
    key,
    new Code(`k8s.Quantity.from${typeof value === 'number' ? 'Number' : 'String'}(${writeLiteral(value)})`),
  ]);
  return Object.fromEntries(wrapped);
}
