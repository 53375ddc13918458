/** Type constraint in Terraform's JSON spelling: `"string"`, `["set","string"]`, `["list",["object",{…}]]`. */
export type TypeSpec =
  | 'string'
  | 'number'
  | 'bool'
  | readonly ['list' | 'set' | 'map', TypeSpec]
  | readonly ['object', Readonly<Record<string, TypeSpec>>];

/** An argument or a result of a resource, a data source or a nested block. */
export interface Attribute {
  readonly name: string;
  readonly type: TypeSpec;
  readonly required: boolean;
  readonly optional: boolean;
  /** Whether the provider may fill the attribute where the configuration does not. */
  readonly computed: boolean;
}

/** A block inside another. */
export interface NestedBlock {
  readonly name: string;
  readonly nesting: 'single' | 'list' | 'set';
  readonly minItems: number;
  /** Largest number of blocks; 0 stands for any number. */
  readonly maxItems: number;
  readonly block: Block;
}

/** Arguments, results and nested blocks of one level. */
export interface Block {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly NestedBlock[];
}

/** Schema that a provider double serves. */
export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

/** Encodes a provider's schema as a message of the protocol. */
export function toWireSchema(schema: ProviderSchema): Record<string, unknown> {
  return {
    provider: versioned(schema.provider),
    resource_schemas: mapValues(schema.resources, versioned),
    data_source_schemas: mapValues(schema.dataSources, versioned),
  };
}

function versioned(block: Block): Record<string, unknown> {
  return { version: 0, block: toWireBlock(block) };
}

function toWireBlock(block: Block): Record<string, unknown> {
  return {
    attributes: block.attributes.map((attribute) => ({
      ...attribute,
      type: Buffer.from(JSON.stringify(attribute.type)),
    })),
    block_types: block.blocks.map((nested) => ({
      type_name: nested.name,
      block: toWireBlock(nested.block),
      nesting: nested.nesting.toUpperCase(),
      min_items: nested.minItems,
      max_items: nested.maxItems,
    })),
  };
}

function mapValues<In, Out>(values: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
