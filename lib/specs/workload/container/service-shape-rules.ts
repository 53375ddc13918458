import { parseDnsName } from '../../../values/dns-name';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import type { JudgedWorkload } from '../judged-workload';
import type { WorkloadInput } from '../workload-input';

/** Longest name of a service: `-green-verify-` and a hash make it longer, and a Service has at most 63 characters. */
const MAX_SERVICE_NAME = 46;

/** Members that only a service has. The rules of `shutdown`, `jvm` and `replicas` judge their own. */
const ONLY_FOR_SERVICES = [
  'metrics',
  'pullSecrets',
  'singleBecause',
] as const satisfies readonly (keyof WorkloadInput)[];

/** Members that only a workload with `container` has. */
const ONLY_WITH_CONTAINER = ['health', 'sidecars'] as const satisfies readonly (keyof WorkloadInput)[];

/** Rules of whether a workload is a service, and of the members that follow from it. */
export function judgeServiceShape({ input, stated }: JudgedWorkload, problems: Problems): void {
  const making = (['container', 'podYaml'] as const).filter((name) => stated[name] !== undefined);
  const [first, second] = making;
  if (first === undefined) {
    requireAbsent(stated, [...ONLY_FOR_SERVICES, ...ONLY_WITH_CONTAINER], problems);
    return;
  }
  const both = "keep 'container', or let the text of 'podYaml' state the containers";
  problems.require(second === undefined, 'podYaml', "be absent with 'container'", 'both', both);
  const rule = `be 'deployment' with '${first}'`;
  const kindRemedy = `write 'deployment', or leave '${first}' out and define the pods in a chart of your own`;
  problems.require(input.kind === 'deployment', 'kind', rule, input.kind, kindRemedy);
  const hostRule = `be false with '${first}', because two pods of a service could not share the ports of a node`;
  const hostRemedy = 'leave it out, or define the pods in a chart of your own';
  problems.require(!input.hostNetwork, 'hostNetwork', hostRule, input.hostNetwork, hostRemedy);
  judgeServiceName(input.name, problems);
  judgePullSecrets(input.pullSecrets, problems);
}

function requireAbsent(stated: WorkloadInput, names: readonly (keyof WorkloadInput)[], problems: Problems): void {
  for (const name of names.filter((each) => stated[each] !== undefined)) {
    const remedy = "state 'container', so that keelson writes the pods, or remove it and let your own chart say it";
    problems.add(name, "be absent without 'container' or 'podYaml'", stated[name], remedy);
  }
}

function judgeServiceName(name: string, problems: Problems): void {
  const over = name.length - MAX_SERVICE_NAME;
  const rule = `have at most ${MAX_SERVICE_NAME} characters for a service, because names of its objects end with more`;
  problems.require(over <= 0, 'name', rule, name, `shorten it by ${over}`);
}

function judgePullSecrets(names: readonly string[], problems: Problems): void {
  requireUnique(problems, { property: 'pullSecrets', values: names, what: 'Secret' });
  for (const [index, name] of names.entries()) problems.capture(`pullSecrets[${index}]`, () => parseDnsName(name));
}
