import type { SysctlForm } from './sysctl-definition';
import { parsePortList, renderPortList } from './sysctl-ports';

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
/** One line without control characters. */
const LINE = /^[\x20-\x7e]+$/;

/**
 * A value as the kernel writes it back, so that the stated value can be compared with the value that is read.
 *
 * @returns undefined where the value does not have the form, or is out of its range.
 */
export function normaliseSysctl(form: SysctlForm, text: string): string | undefined {
  switch (form.kind) {
    case 'integer':
      return isWithin(text, form) && (form.powerOfTwo !== true || isPowerOfTwo(text)) ? text : undefined;
    case 'integers':
      return normaliseIntegers(form, text);
    case 'port-range':
      return normalisePortRange(form, text);
    case 'group-range':
      return normaliseGroups(text);
    case 'port-list': {
      const ranges = parsePortList(text.replaceAll(' ', ''));
      return ranges === undefined ? undefined : renderPortList(ranges);
    }
    case 'word':
      return form.words.includes(text) ? text : undefined;
    case 'line':
      return LINE.test(text) && text.length <= form.max && text === text.trim() ? text : undefined;
    case 'stated':
      return normaliseStated(form, text);
  }
}

/** Rule of a value for a message, in which it follows "must". */
export function sysctlRule(form: SysctlForm): string {
  switch (form.kind) {
    case 'integer':
      return `be a ${form.powerOfTwo === true ? 'power of two' : 'whole number'} of ${form.min} to ${form.max}`;
    case 'integers':
      return integersRule(form);
    case 'port-range':
      return `be the first and the last port of a range of ${form.fewest} or more, ${form.min} to 65535`;
    case 'group-range':
      return "be the first and the last group of a range, 0 to 2147483647, or '1 0' for no group";
    case 'port-list':
      return 'be ports and ranges of ports, 1 to 65535, with commas between them';
    case 'word':
      return `be one of ${form.words.join(', ')}`;
    case 'line':
      return `be one line of at most ${form.max} printable characters`;
    case 'stated':
      return form.min === undefined
        ? `be words or numbers, at most ${MAX_STATED_LENGTH} printable characters`
        : `be whole numbers of ${form.min} to ${form.max}, the stated range`;
  }
}

/** Remedy of a message about an invalid value. */
export function sysctlRemedy(form: SysctlForm, text: string): string {
  switch (form.kind) {
    case 'integer':
    case 'integers': {
      const count = form.kind === 'integer' ? 1 : form.count;
      const parts = numbersOf(text);
      if (parts.length === count && parts.every((part) => INTEGER.test(part))) return OUT_OF_RANGE;
      if (count === 1) return 'write it without units, spaces or leading zeros';
      return count === 3
        ? "write it as '4096 131072 6291456'"
        : `write it as ${count} numbers with spaces between them`;
    }
    case 'port-range':
      return "write it as '10240 65535'";
    case 'group-range':
      return "write it as '0 2147483647'";
    case 'port-list':
      return "write it as '10250,30000-32767'";
    case 'word':
      return 'choose one of these words';
    case 'line':
      return 'write it in one line';
    case 'stated':
      return 'write it as the kernel writes it back, with one space between two numbers';
  }
}

/** Remedy for a whole number that is out of range. */
const OUT_OF_RANGE =
  'choose a value in the range, because the kernel refuses or rounds any other, or the node has too little left to run';

/** Most characters of a value outside of the catalogue, whose form is not known; no parameter of a hardening list has more. */
const MAX_STATED_LENGTH = 1024;

/** Names of the places that `firstMaxes` can bound. */
const PLACES = ['first', 'second'];

function integersRule(form: Extract<SysctlForm, { kind: 'integers' }>): string {
  const order = form.ascending ? ', in ascending order' : '';
  const last = form.lastMax === undefined ? '' : `, the last at most ${form.lastMax}`;
  const firsts = (form.firstMaxes ?? []).map((most, index) => `, the ${PLACES[index]} at most ${most}`).join('');
  return `be ${form.count} whole numbers of ${form.min} to ${form.max}${order}${firsts}${last}`;
}

function normaliseIntegers(form: Extract<SysctlForm, { kind: 'integers' }>, text: string): string | undefined {
  const parts = numbersOf(text);
  const ordered = parts.every((part, index) => index === 0 || Number(part) >= Number(parts[index - 1]));
  const last = form.lastMax === undefined || Number(parts.at(-1)) <= form.lastMax;
  const firsts = (form.firstMaxes ?? []).every((most, index) => Number(parts[index]) <= most);
  const holds = parts.length === form.count && firsts && last && parts.every((part) => isWithin(part, form));
  return holds && (ordered || !form.ascending) ? parts.join(' ') : undefined;
}

function normaliseStated(
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Extract<SysctlForm, { kind: 'stated' }>,
  text: string,
): string | undefined {
  const parts = numbersOf(text.trim());
  const isText = LINE.test(parts.join('')) && text.length <= MAX_STATED_LENGTH;
  const isBounded = Number.isFinite(min) || Number.isFinite(max);
  const holds = isText && (!isBounded || parts.every((part) => isWithin(part, { min, max })));
  return holds ? parts.join(' ') : undefined;
}

function normalisePortRange(form: Extract<SysctlForm, { kind: 'port-range' }>, text: string): string | undefined {
  const parts = numbersOf(text);
  const holds = parts.length === 2 && parts.every((part) => isWithin(part, { min: form.min, max: 65535 }));
  return holds && Number(parts[1]) - Number(parts[0]) + 1 >= form.fewest ? parts.join(' ') : undefined;
}

function normaliseGroups(text: string): string | undefined {
  const parts = numbersOf(text);
  const holds = parts.length === 2 && parts.every((part) => isWithin(part, { min: 0, max: 2147483647 }));
  const isRange = Number(parts[0]) <= Number(parts[1]) || parts.join(' ') === '1 0';
  return holds && isRange ? parts.join(' ') : undefined;
}

/** Splits at spaces and tabs, because the kernel accepts both between numbers and writes tabs. */
function numbersOf(text: string): readonly string[] {
  return text.split(/[ \t]+/);
}

/** Compares as bigint, because a number of JavaScript is rounded near 2^63. */
function isWithin(text: string, { min, max }: { readonly min: number; readonly max: number | bigint }): boolean {
  return INTEGER.test(text) && text !== '-0' && text.length <= 20 && BigInt(text) >= min && BigInt(text) <= max;
}

function isPowerOfTwo(text: string): boolean {
  const value = BigInt(text);
  return value > 0n && (value & (value - 1n)) === 0n;
}
