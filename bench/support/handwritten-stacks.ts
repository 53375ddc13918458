import {
  DefaultTokenResolver,
  StringConcat,
  TerraformBackend,
  TerraformElement,
  TerraformOutput,
  TerraformProvider,
  TerraformRemoteState,
  type TerraformStack,
  Tokenization,
} from 'cdktf';
import { writeJoinedText } from './write-joined-text';
import { Code, writeLiteral } from './write-source';

/** A construct in the program that is written. */
interface Source {
  readonly element: TerraformElement;
  readonly stack: TerraformStack;
  /** Name of the construct's variable. */
  readonly variable: string;
}

const META_ARGUMENTS = ['lifecycle', 'count', 'forEach'];

/**
 * Writes the program that a person would write for synthesised stacks: one vendor construct after the other, with literal arguments,
 * and with members of earlier constructs in place of references.
 */
export class HandwrittenStacks {
  private readonly modules = new Map<string, string>();
  private readonly byAddress = new Map<string, Source>();
  private readonly lines: string[] = [];

  /** @param stacks synthesised stacks; a stack comes after those to which it refers. */
  constructor(private readonly stacks: readonly TerraformStack[]) {
    stacks.forEach((stack, index) => {
      this.writeStack(stack, `stack${index}`);
    });
  }

  /** Statements that import the bindings. */
  get imports(): readonly string[] {
    return [...this.modules].map(([name, path]) => `const { ${name} } = require('${path}');`);
  }

  /** Statements that add all stacks to `app`. */
  get statements(): readonly string[] {
    return this.lines;
  }

  private writeStack(stack: TerraformStack, variable: string): void {
    const elements = stack.node.findAll().filter(TerraformElement.isTerraformElement);
    const own = elements.filter((each) => each !== (stack as unknown) && !isCrossStack(each));
    this.modules.set('TerraformStack', 'cdktf');
    this.lines.push(`const ${variable} = new TerraformStack(app, ${writeLiteral(stack.node.id)});`);
    // All variables are assigned before any argument refers to them.
    for (const source of own.map((element, index) => ({ element, stack, variable: `${variable}_${index}` }))) {
      this.byAddress.set(addressOf(source.element), source);
    }
    for (const element of inOrder(own)) this.writeElement(element, variable);
    this.writeOverrides(variable, stackOverrides(stack));
  }

  private writeElement(element: TerraformElement, stackVariable: string): void {
    if (isTerraformData(element)) {
      this.writeTerraformData(element, stackVariable);
      return;
    }
    const name = element.constructor.name;
    this.modules.set(name, modulePath(element));
    const variable = this.byAddress.get(addressOf(element))?.variable;
    const id = writeLiteral(String(variable));
    const config = TerraformBackend.isBackend(element) ? backendArguments(element) : argumentsOf(element);
    const literal = writeLiteral(this.plain(config, element), (text) => this.reference(text, element));
    if (TerraformBackend.isBackend(element)) {
      this.lines.push(`new ${name}(${stackVariable}, ${literal});`);
      return;
    }
    this.lines.push(`const ${variable} = new ${name}(${stackVariable}, ${id}, ${literal});`);
    if (!TerraformProvider.isTerraformProvider(element)) {
      this.lines.push(`${variable}.overrideLogicalId(${writeLiteral(element.friendlyUniqueId)});`);
    }
    this.writeOverrides(String(variable), (element as unknown as { rawOverrides: object }).rawOverrides);
  }

  /** A person has no binding for `terraform_data` but cdktf's own, which runs Terraform: the plain resource takes its place. */
  private writeTerraformData(element: TerraformElement, stackVariable: string): void {
    this.modules.set('TerraformResource', 'cdktf');
    const variable = String(this.byAddress.get(addressOf(element))?.variable);
    const type = writeLiteral({ terraformResourceType: 'terraform_data' });
    this.lines.push(`const ${variable} = new TerraformResource(${stackVariable}, ${writeLiteral(variable)}, ${type});`);
    this.lines.push(`${variable}.overrideLogicalId(${writeLiteral(element.friendlyUniqueId)});`);
    const { triggers } = element as unknown as { readonly triggers: Readonly<Record<string, string>> };
    this.writeOverrides(variable, { triggers_replace: triggers });
  }

  private writeOverrides(variable: string, overrides: object): void {
    for (const [key, value] of Object.entries(overrides)) {
      this.lines.push(`${variable}.addOverride(${writeLiteral(key)}, ${writeLiteral(value)});`);
    }
  }

  /** Arguments with tokens resolved to Terraform's text, and with variables for the constructs in `dependsOn`. */
  private plain(config: Record<string, unknown>, element: TerraformElement): Record<string, unknown> {
    const { dependsOn, ...rest } = config;
    const resolver = new DefaultTokenResolver(new StringConcat());
    const resolved = Tokenization.resolve(rest, { scope: element, resolver, preparing: false }) as Record<
      string,
      unknown
    >;
    for (const [key, value] of Object.entries(resolved)) {
      resolved[key] = writeJoinedText(value, (text) => this.reference(text, element)) ?? value;
    }
    if (!Array.isArray(dependsOn) || dependsOn.length === 0) return resolved;
    const texts = Tokenization.resolve(dependsOn, { scope: element, resolver, preparing: false }) as string[];
    const variables = texts.map(
      (text) => new Code(String(this.byAddress.get(text.replace(/^\$\{|\}$/g, ''))?.variable)),
    );
    return { ...resolved, dependsOn: variables };
  }

  /** Renders `aws_vpc.main.id` as `stack0_3.getStringAttribute('id')`; a value of another stack is a member of that stack's construct. */
  private reference(expression: string, from: TerraformElement): string | undefined {
    const remote = /^data\.terraform_remote_state\.[^.]+\.outputs\.(.+)$/.exec(expression)?.[1];
    if (remote !== undefined) return this.remoteReference(remote, from);
    return this.memberOf(expression);
  }

  private memberOf(expression: string): string | undefined {
    const [, address, path] = /^((?:data\.)?[a-z0-9_]+\.[^.[]+)\.([a-z0-9_[\].]+)$/.exec(expression) ?? [];
    const variable = this.byAddress.get(String(address))?.variable;
    if (variable === undefined) return undefined;
    const isPlain = /^[a-z0-9_]+$/.test(String(path));
    return isPlain
      ? `${variable}.getStringAttribute('${path}')`
      : `Token.asString(${variable}.interpolationForAttribute('${path}'))`;
  }

  private remoteReference(output: string, from: TerraformElement): string {
    const outputs = this.stacks.flatMap((stack) => stack.node.findAll().filter(TerraformOutput.isTerraformOutput));
    const value = outputs.find((each) => each.friendlyUniqueId === output)?.value;
    const resolver = new DefaultTokenResolver(new StringConcat());
    const scope = outputs.find((each) => each.friendlyUniqueId === output) ?? from;
    const text = String(Tokenization.resolve(value, { scope, resolver, preparing: false })).slice(2, -1);
    const member = this.memberOf(text);
    if (member === undefined) throw new Error(`output '${output}' refers to nothing known: ${text}`);
    return member;
  }
}

function isTerraformData(element: TerraformElement): boolean {
  return (element as unknown as { terraformResourceType?: string }).terraformResourceType === 'terraform_data';
}

function isCrossStack(element: TerraformElement): boolean {
  const generated = element.node.id.startsWith('cross-stack-');
  return generated && (TerraformOutput.isTerraformOutput(element) || element instanceof TerraformRemoteState);
}

/** Constructs in the order of the tree, but every construct after those to which it refers. */
function inOrder(elements: readonly TerraformElement[]): readonly TerraformElement[] {
  const done = new Set<TerraformElement>();
  const texts = new Map(elements.map((each) => [each, JSON.stringify(safeTerraform(each))]));
  const place = (element: TerraformElement): void => {
    if (done.has(element)) return;
    done.add(element);
    const text = texts.get(element) ?? '';
    for (const other of elements) if (other !== element && mentions(text, addressOf(other))) place(other);
    ordered.push(element);
  };
  const ordered: TerraformElement[] = [];
  for (const element of elements) place(element);
  return ordered;
}

function mentions(text: string, address: string): boolean {
  return (
    address !== '' && (text.includes(`${address}.`) || text.includes(`${address}}`) || text.includes(`"${address}"`))
  );
}

function safeTerraform(element: TerraformElement): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(element.toTerraform(), { scope: element, resolver, preparing: false });
}

function addressOf(element: TerraformElement): string {
  if (TerraformBackend.isBackend(element)) return `backend:${element.node.path}`;
  if (TerraformProvider.isTerraformProvider(element)) return `provider:${element.node.path}`;
  const { terraformResourceType } = element as unknown as { terraformResourceType?: string };
  const isData = element.constructor.name.startsWith('Data');
  return `${isData ? 'data.' : ''}${terraformResourceType}.${element.friendlyUniqueId}`;
}

/** The config of a construct, which vendor constructs store in one member for each argument. */
function argumentsOf(element: TerraformElement): Record<string, unknown> {
  const own = Object.entries(element).flatMap(([key, value]): [string, unknown][] => {
    return isArgument(element, key.slice(1)) && key.startsWith('_') && value !== undefined
      ? [[key.slice(1), argumentOf(value)]]
      : [];
  });
  const meta = [...META_ARGUMENTS, 'dependsOn'].map((key): [string, unknown] => [key, Reflect.get(element, key)]);
  return Object.fromEntries([...own, ...meta].filter(([, value]) => value !== undefined));
}

/** Whether a member is an argument: arguments have setters, computed attributes have none. */
function isArgument(element: TerraformElement, name: string): boolean {
  const prototype: object = Object.getPrototypeOf(element);
  const isBlock = `put${name.charAt(0).toUpperCase()}${name.slice(1)}` in prototype;
  return isBlock || Object.getOwnPropertyDescriptor(prototype, name)?.set !== undefined;
}

function argumentOf(value: unknown): unknown {
  const isBlock = typeof value === 'object' && value !== null && 'internalValue' in value;
  return isBlock ? value.internalValue : value;
}

function backendArguments(element: TerraformBackend): Record<string, unknown> {
  return { ...(element as unknown as { props: Record<string, unknown> }).props };
}

function stackOverrides(stack: TerraformStack): object {
  const { terraform } = (stack as unknown as { rawOverrides: { terraform?: Record<string, unknown> } }).rawOverrides;
  return Object.fromEntries(Object.entries(terraform ?? {}).map(([key, value]) => [`terraform.${key}`, value]));
}

/** Subpath of the module from which a vendor construct was loaded. */
function modulePath(element: TerraformElement): string {
  const loaded = Object.values(require.cache).find((module) => {
    const exported: unknown = module?.exports?.[element.constructor.name];
    return exported === element.constructor && /provider-[a-z]+.lib.[^/\\]+.index\.js$/.test(module?.filename ?? '');
  });
  const found = /(@cdktf.provider-[a-z]+.lib.[^/\\]+)/.exec(loaded?.filename ?? '')?.[1];
  return found === undefined ? 'cdktf' : found.replaceAll('\\', '/');
}
