import { ownMember } from '../values/own-member';
import { readMap, readMaps, readText, readTexts } from './read-fields';

/** Whether a label selector (`matchLabels`, `matchExpressions`) selects a set of labels; an empty one selects all. */
export function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels, matchExpressions } = readMap(selector);
  return (
    Object.entries(readTexts(matchLabels)).every(([key, value]) => ownMember(labels, key) === value) &&
    readMaps(matchExpressions).every((expression) => meets(expression, labels))
  );
}

function meets(expression: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>): boolean {
  const value = ownMember(labels, readText(expression['key']) ?? '');
  const values: readonly unknown[] = Array.isArray(expression['values']) ? expression['values'] : [];
  switch (expression['operator']) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
