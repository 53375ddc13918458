import { overNodes, type Rule, ts } from './project';

/**
 * The parts of `'<prop>' must <rule>, got <value>; <remedy>` join to one sentence: lower case at the start, no end mark,
 * and no second "must". Only literal parts can be judged here.
 */
export const problemForm: Rule = overNodes((node) => {
  if (!ts.isCallExpression(node)) return undefined;
  const parts = sentenceParts(node);
  if (parts === undefined) return undefined;
  const [rule, remedy] = parts.map((part) => edgesOf(part));
  if (rule !== undefined && /^(must|should|has to)\b/.test(rule.start)) return `rule repeats "must": ${rule.start}`;
  return judge('rule', rule) ?? judge('remedy', remedy);
});

/** Messages of keelson's own errors begin in lower case and end without a punctuation mark. */
export const errorForm: Rule = overNodes((node) => {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  if (!/^(Type|Range)?Error$/.test(node.expression.text)) return undefined;
  return judge('message', edgesOf(node.arguments?.[0]));
});

interface Edges {
  readonly start: string;
  readonly end: string;
}

/** The rule and the remedy of a call that records a problem. */
function sentenceParts(call: ts.CallExpression): readonly (ts.Expression | undefined)[] | undefined {
  const { arguments: given, expression } = call;
  if (ts.isIdentifier(expression) && expression.text === 'refuse' && given.length === 4) return [given[1], given[3]];
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  if (expression.name.text === 'add' && given.length === 4) return [given[1], given[3]];
  return expression.name.text === 'require' && given.length === 5 ? [given[2], given[4]] : undefined;
}

function edgesOf(part: ts.Expression | undefined): Edges | undefined {
  if (part === undefined) return undefined;
  if (ts.isStringLiteralLike(part)) return { start: part.text, end: part.text };
  if (!ts.isTemplateExpression(part)) return undefined;
  return { start: part.head.text, end: part.templateSpans.at(-1)?.literal.text ?? '' };
}

function judge(what: string, edges: Edges | undefined): string | undefined {
  if (edges === undefined) return undefined;
  const first = /^[A-Z][a-z]/.exec(edges.start);
  if (first !== null) return `${what} begins with a capital: '${edges.start}'`;
  return /[.!…]\s*$/.test(edges.end) ? `${what} ends with a mark: '${edges.end}'` : undefined;
}
