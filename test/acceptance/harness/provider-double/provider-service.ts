import { inventState } from './invented-values';
import { type LiveResources, RefusedChange } from './live-resources';
import { type OutsideChange, withOutsideChanges } from './outside-changes';
import { planChange } from './plan';
import type { ProviderFacts } from './provider-facts';
import { type Block, type ProviderSchema, toWireSchema } from './schema';
import {
  canonicalText,
  type DynamicValue,
  isObject,
  mapComputed,
  type ObjectValue,
  readValue,
  Unknown,
  type Value,
  writeValue,
} from './values';

/** A request with the members that the calls below read; absent members are empty. */
export interface ProviderRequest {
  readonly type_name: string;
  readonly config: DynamicValue | null;
  readonly prior_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly current_state: DynamicValue | null;
  readonly raw_state: { readonly json: Uint8Array } | null;
}

/** Answers one call of the protocol. */
export type ProviderCall = (request: ProviderRequest) => Record<string, unknown>;

/** The calls that Terraform makes, by their names in the protocol. */
export class ProviderService {
  private providerConfig: ObjectValue = {};
  private readonly generations = new Map<string, number>();

  constructor(
    private readonly schema: ProviderSchema,
    private readonly facts: ProviderFacts,
    private readonly live: LiveResources,
    private readonly outsideChanges: () => readonly OutsideChange[],
  ) {}

  /** Implementations for the gRPC server. */
  calls(): Readonly<Record<string, ProviderCall>> {
    return {
      GetSchema: () => toWireSchema(this.schema),
      PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
      ValidateResourceTypeConfig: (request) => this.validate(this.schema.resources, request),
      ValidateDataSourceConfig: (request) => this.validate(this.schema.dataSources, request),
      UpgradeResourceState: ({ raw_state: raw }) => ({
        upgraded_state: writeValue(JSON.parse(Buffer.from(raw?.json ?? []).toString('utf8')) as Value),
      }),
      Configure: (request) => this.configure(request),
      ReadResource: (request) => this.readResource(request),
      PlanResourceChange: (request) => this.plan(request),
      ApplyResourceChange: (request) => this.apply(request),
      ReadDataSource: (request) => this.readDataSource(request),
      Stop: () => ({}),
    };
  }

  private configure({ config }: ProviderRequest): Record<string, unknown> {
    const value = readValue(config);
    this.providerConfig = isObject(value) ? value : {};
    return {};
  }

  /** Terraform validates the schema itself, but leaves it to the provider to refuse results that were set as arguments. */
  private validate(blocks: Readonly<Record<string, Block>>, request: ProviderRequest): Record<string, unknown> {
    const value = readValue(request.config);
    const wrong: string[] = [];
    mapComputed(blockOf(blocks, request), isObject(value) ? value : {}, (path, each) => {
      if (each !== null && !this.isArgument(blocks, request.type_name, path)) wrong.push(path);
      return each;
    });
    return {
      diagnostics: wrong.map((path) =>
        problem(
          'Value for unconfigurable attribute',
          `'${path}' is a result of ${request.type_name}, it cannot be set`,
        ),
      ),
    };
  }

  private isArgument(blocks: Readonly<Record<string, Block>>, type: string, path: string): boolean {
    const names = path.split('.');
    const last = names.pop();
    const inner = names.reduce(
      (block: Block | undefined, name) => block?.blocks.find((each) => each.name === name)?.block,
      blocks[type],
    );
    return inner?.attributes.some((each) => each.name === last && each.optional) ?? false;
  }

  private readResource({ type_name: type, current_state: state }: ProviderRequest): Record<string, unknown> {
    const value = readValue(state);
    if (!isObject(value)) return { new_state: state };
    this.live.adopt(type, value);
    const changes = this.outsideChanges();
    return { new_state: changes.length === 0 ? state : writeValue(withOutsideChanges(type, value, changes)) };
  }

  private plan(request: ProviderRequest): Record<string, unknown> {
    const [prior, proposed] = [readValue(request.prior_state), readValue(request.proposed_new_state)];
    if (!isObject(proposed)) return { planned_state: request.proposed_new_state };
    const block = blockOf(this.schema.resources, request);
    const planned = { type: request.type_name, block, facts: this.facts };
    const plan = planChange(planned, isObject(prior) ? prior : null, proposed);
    return {
      ...LEGACY,
      planned_state: writeValue(plan.planned),
      requires_replace: plan.replacedBy.map((name) => ({ steps: [{ attribute_name: name }] })),
    };
  }

  private apply(request: ProviderRequest): Record<string, unknown> {
    const [prior, planned] = [readValue(request.prior_state), readValue(request.planned_state)];
    try {
      return { ...LEGACY, new_state: writeValue(this.change(request, isObject(prior) ? prior : null, planned)) };
    } catch (error) {
      if (!(error instanceof RefusedChange)) throw error;
      return { new_state: request.prior_state, diagnostics: [problem('Refused by the cloud', error.message)] };
    }
  }

  private change(request: ProviderRequest, prior: ObjectValue | null, planned: Value): Value {
    const { type_name: type } = request;
    if (!isObject(planned)) {
      if (prior !== null) this.live.delete(type, prior);
      return null;
    }
    const state = inventState(type, blockOf(this.schema.resources, request), {
      planned,
      prior,
      provider: this.providerConfig,
      generation: prior === null ? this.nextGeneration(type, planned) : 0,
    });
    if (prior === null) this.live.create(type, state);
    else this.live.update(type, prior, state);
    return state;
  }

  /** Number of resources that were created from the same plan before. */
  private nextGeneration(type: string, planned: ObjectValue): number {
    const key = `${type} ${canonicalText(planned)}`;
    const generation = this.generations.get(key) ?? 0;
    this.generations.set(key, generation + 1);
    return generation;
  }

  private readDataSource(request: ProviderRequest): Record<string, unknown> {
    const block = blockOf(this.schema.dataSources, request);
    const config = readValue(request.config);
    const planned = mapComputed(block, isObject(config) ? config : {}, (_path, each) => each ?? Unknown.value);
    const change = { planned, prior: null, provider: this.providerConfig, generation: 0 };
    return { state: writeValue(inventState(request.type_name, block, change)) };
  }
}

/**
 * The flag of providers built with the older SDK; without it Terraform refuses a block that stays although the configuration
 * leaves it out.
 */
const LEGACY = { legacy_type_system: true };

function blockOf(blocks: Readonly<Record<string, Block>>, { type_name: type }: ProviderRequest): Block {
  const block = blocks[type];
  if (block === undefined) throw new Error(`the double does not serve '${type}'`);
  return block;
}

function problem(summary: string, detail: string): Record<string, unknown> {
  return { severity: 'ERROR', summary, detail };
}
