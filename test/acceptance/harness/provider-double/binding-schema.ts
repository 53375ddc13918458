import { type BindingSource, readBinding } from './binding-source';
import type { Attribute, Block, NestedBlock, ProviderSchema, TypeSpec } from './schema';

/** Types that a run uses, by their full names: `aws_vpc`. */
export interface UsedTypes {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

/** Whether the provider fills an optional argument that is unset; the bindings do not contain this fact. */
export type FilledWhenUnset = (type: string, argument: string) => boolean;

/** An argument as the generated converters describe it. */
interface Argument {
  readonly name: string;
  /** Expression that converts the argument and names the converter of a block. */
  readonly value: string;
  readonly isBlock: boolean;
  readonly kind: string;
  readonly storage: string;
}

/** Reconstructs the schema from which a provider's bindings were generated, for the types in use. */
export function readProviderSchema(provider: string, types: UsedTypes, isFilled: FilledWhenUnset): ProviderSchema {
  const read = (type: string, prefix: string): Block => {
    const folder = `${prefix}${type.slice(provider.length + 1)}`.replaceAll('_', '-');
    return readBlockOf(readBinding(provider, folder), (argument) => isFilled(type, argument));
  };
  return {
    provider: readBlockOf(readBinding(provider, 'provider'), () => false),
    resources: Object.fromEntries(types.resources.map((type) => [type, read(type, '')])),
    dataSources: Object.fromEntries(types.dataSources.map((type) => [type, read(type, `data_${provider}_`)])),
  };
}

function readBlockOf(source: BindingSource, isFilled: (argument: string) => boolean): Block {
  const entry = [...source.classes].find(([, text]) =>
    /extends cdktf\.Terraform(Resource|DataSource|Provider) /.test(text),
  );
  if (entry === undefined) throw new Error('the bindings have no resource class: their layout has changed');
  const [name, text] = entry;
  const converter = text.slice(text.indexOf('synthesizeHclAttributes()'));
  const block = new BlockReader(source, isFilled).read(converter, text, `${name}Config`, '');
  if (block.attributes.length === 0)
    throw new Error(`no arguments found for ${name}: the bindings' layout has changed`);
  return block;
}

/** Reads one block and the blocks inside it. */
class BlockReader {
  constructor(
    private readonly source: BindingSource,
    private readonly isFilled: (argument: string) => boolean,
  ) {}

  read(converter: string, resultClass: string, interfaceName: string, path: string): Block {
    const required = requiredArguments(this.source.interfaces.get(interfaceName) ?? '');
    const flags = new Map([...resultClass.matchAll(FLAGS)].map((match) => [String(match[1]), match]));
    const attributes: Attribute[] = [];
    const blocks: NestedBlock[] = [];
    for (const argument of readArguments(converter)) {
      const filled = this.isFilled(`${path}${argument.name}`);
      // A block that the provider may fill is an attribute with the form of a block.
      const isAttribute = !argument.isBlock || flags.get(argument.name)?.[2] === 'true';
      if (!isAttribute) blocks.push(this.nested(argument, required.has(argument.name), path));
      else attributes.push(this.attribute(argument, required.has(argument.name), filled));
    }
    const arguments_ = new Set([...attributes, ...blocks].map((each) => each.name));
    for (const name of flags.keys()) {
      if (!arguments_.has(name)) attributes.push({ name, type: this.resultType(resultClass, name), ...RESULT });
    }
    return { attributes, blocks };
  }

  private attribute(argument: Argument, required: boolean, filled: boolean): Attribute {
    const type = argument.isBlock
      ? ([argument.kind === 'set' ? 'set' : 'list', this.objectType(argument)] as const)
      : simpleType(argument);
    return {
      name: argument.name,
      type,
      required,
      optional: !required,
      computed: !required && (filled || argument.isBlock),
    };
  }

  private objectType(argument: Argument): TypeSpec {
    const members = readArguments(this.converterOf(argument)).map(
      (member) => [member.name, simpleType(member)] as const,
    );
    return ['object', Object.fromEntries(members)];
  }

  private nested(argument: Argument, required: boolean, path: string): NestedBlock {
    const name = structName(argument);
    const many = argument.value.includes('listMapperHcl');
    return {
      name: argument.name,
      nesting: argument.kind === 'struct' ? 'single' : argument.kind === 'set' ? 'set' : 'list',
      minItems: required && argument.kind !== 'struct' ? 1 : 0,
      maxItems: many || argument.kind === 'struct' ? 0 : 1,
      block: this.read(
        this.converterOf(argument),
        this.source.classes.get(`${name}OutputReference`) ?? '',
        name,
        `${path}${argument.name}.`,
      ),
    };
  }

  private converterOf(argument: Argument): string {
    const name = /(\w+ToHclTerraform)/.exec(argument.value.replace(/cdktf\.\w+/g, ''))?.[1] ?? '';
    const text = this.source.converters.get(name);
    if (text === undefined) throw new Error(`no converter for '${argument.name}': the bindings' layout has changed`);
    return text;
  }

  /** Type of a result that only the provider sets, derived from the getter that reads it. */
  private resultType(resultClass: string, name: string): TypeSpec {
    const getter = new RegExp(`((?:Fn\\.tolist\\()?)this\\.get(\\w+)Attribute\\('${name}'\\)`).exec(resultClass);
    if (getter !== null) return getterType(String(getter[2]), getter[1] !== '');
    const object = new RegExp(
      `new (?:\\w+\\.)?(\\w+?)(List|Map|OutputReference)\\(this, "${name}"(?:, (true|false))?`,
    ).exec(resultClass);
    if (object === null) throw new Error(`no getter for '${name}': the bindings' layout has changed`);
    const [, className, wrapper, isSet] = object;
    if (wrapper === 'Map') return ['map', SCALARS[String(className)] ?? 'string'];
    const text = this.source.classes.get(`${className}OutputReference`) ?? '';
    const members = [...text.matchAll(FLAGS)].map((match) => String(match[1]));
    const type: TypeSpec = [
      'object',
      Object.fromEntries(members.map((member) => [member, this.resultType(text, member)])),
    ];
    return [isSet === 'true' ? 'set' : 'list', type];
  }
}

const RESULT = { required: false, optional: false, computed: true } as const;

/** The generator's comment on every property that is not a plain argument. */
const FLAGS = /^ +\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$/gm;

const SCALARS: Readonly<Record<string, TypeSpec>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'bool',
  string: 'string',
  number: 'number',
  boolean: 'bool',
};

const ARGUMENT =
  /^ +(\w+): \{\n +value: (.*),\n +isBlock: (true|false),\n(?: +type: "(\w+)",\n)?(?: +storageClassType: "(\w+)",\n)? +\},$/gm;

function readArguments(converter: string): readonly Argument[] {
  return [...converter.matchAll(ARGUMENT)].map((match) => ({
    name: String(match[1]),
    value: String(match[2]),
    isBlock: match[3] === 'true',
    kind: match[4] ?? 'simple',
    storage: match[5] ?? 'string',
  }));
}

/** Names of the required arguments in Terraform's spelling; the typings have no question mark for them. */
function requiredArguments(text: string): ReadonlySet<string> {
  const members = text.matchAll(/#(\w+) \w+#\w+\}(?:(?!\*\/)[\s\S])*\*\/\n +readonly \w+(\??):/g);
  return new Set([...members].filter((match) => match[2] === '').map((match) => String(match[1])));
}

function simpleType(argument: Argument): TypeSpec {
  const scalar = SCALARS[argument.storage.replace(/(List|Map)$/, '')] ?? 'string';
  if (argument.kind === 'simple') return scalar;
  const nesting = argument.kind === 'map' ? 'map' : argument.kind === 'set' ? 'set' : 'list';
  return [nesting, scalar];
}

function getterType(kind: string, isSet: boolean): TypeSpec {
  const [, scalar, collection] = /^(String|Number|Boolean|)(List|Map|)$/.exec(kind) ?? [];
  const type = SCALARS[scalar === '' || scalar === undefined ? 'String' : scalar] ?? 'string';
  if (collection === 'Map') return ['map', type];
  if (collection === 'List') return [isSet ? 'set' : 'list', type];
  return type;
}

function structName(argument: Argument): string {
  return argument.kind === 'struct' || !argument.storage.endsWith('List')
    ? argument.storage
    : argument.storage.slice(0, -'List'.length);
}
