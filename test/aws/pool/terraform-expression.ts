/** Values of references by their expression. */
export type References = Readonly<Record<string, string>>;

/**
 * Evaluates the few forms of Terraform expressions that user data consists of: `${…}` around calls of `base64encode` and `join`,
 * lists, quoted strings and references. A template inside a quoted string is an error, because user data contains none.
 */
export function evaluate(expression: string, references: References): string {
  const match = /^\$\{([\s\S]*)\}$/.exec(expression);
  if (match?.[1] === undefined) throw new Error(`no expression: ${expression.slice(0, 40)}`);
  const parser = new Parser(match[1], references);
  const value = parser.value();
  parser.end();
  if (typeof value !== 'string') throw new Error('the expression is a list');
  return value;
}

type Value = string | readonly Value[];

class Parser {
  private position = 0;
  private readonly text: string;
  private readonly references: References;

  constructor(text: string, references: References) {
    this.text = text;
    this.references = references;
  }

  value(): Value {
    const next = this.text[this.position];
    if (next === '"') return this.quoted();
    if (next === '[') return this.items('[', ']');
    const word = this.take(/[\w.[\]"-]+/y);
    if (this.text[this.position] === '(') return call(word, this.items('(', ')'));
    const value = this.references[word];
    if (value === undefined) throw new Error(`unknown reference ${word}`);
    return value;
  }

  end(): void {
    if (this.position !== this.text.length)
      throw new Error(`left over: ${this.text.slice(this.position, this.position + 40)}`);
  }

  private items(open: string, close: string): readonly Value[] {
    this.expect(open);
    const values: Value[] = [];
    while (this.text[this.position] !== close) {
      values.push(this.value());
      this.take(/\s*,?\s*/y);
    }
    this.expect(close);
    return values;
  }

  private quoted(): string {
    const raw = this.take(/"(?:[^"\\]|\\.)*"/y).slice(1, -1);
    return raw.replace(/\\(u[\da-fA-F]{4}|.)|\$\$\{|%%\{|[$%]\{/g, (token, sequence: string | undefined) => {
      if (token === '$${') return '${';
      if (token === '%%{') return '%{';
      if (sequence === undefined) throw new Error(`live template at ${token}`);
      return characterOf(sequence);
    });
  }

  private expect(character: string): void {
    if (this.text[this.position] !== character) throw new Error(`expected ${character} at ${this.position}`);
    this.position += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Error(`nothing at ${this.text.slice(this.position, this.position + 40)}`);
    this.position += found.length;
    return found;
  }
}

function call(name: string, args: readonly Value[]): string {
  const [first, second] = args;
  if (name === 'base64encode' && typeof first === 'string') return Buffer.from(first).toString('base64');
  if (name === 'join' && typeof first === 'string' && Array.isArray(second)) return second.join(first);
  throw new Error(`unknown call ${name}`);
}

function characterOf(sequence: string): string {
  const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
  if (sequence.startsWith('u')) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  const value = plain[sequence];
  if (value === undefined) throw new Error(`unknown escape \\${sequence}`);
  return value;
}
