/** A selector in a PromQL expression: a metric, and the matchers between the braces after it. */
export interface FoundSelector {
  readonly metric: string;
  readonly matchers: string;
}

/** Tokens of an expression: texts, braces, durations in brackets and after `offset`, label lists after keywords, and names with the following character. */
const PARTS =
  /"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|\b(?:and|or|unless|bool)\b|\boffset\s+\w+|(?<call>[a-zA-Z_]\w*)\s*(?:(?=\()|(?=(?:by|without)\b))|(?<metric>[a-zA-Z_:][\w:]*)(?<braces>\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?|(?<bare>\{)/g;

/**
 * Every selector of an expression. It reads what our alerts are written in: metrics by name, aggregations with their labels in front,
 * durations in brackets or after `offset`.
 *
 * @throws Error for a selector without a metric, which our alerts never have.
 */
export function selectorsIn(expr: string): readonly FoundSelector[] {
  return [...expr.matchAll(PARTS)].flatMap(({ groups = {} }) => {
    if (groups['bare'] !== undefined) throw new Error(`a selector without a metric in '${expr}'`);
    const { metric, braces } = groups;
    return metric === undefined ? [] : [{ metric, matchers: (braces ?? '{}').slice(1, -1) }];
  });
}
