import type { SysctlForm } from './sysctl-definition';
import { parsePortList, renderPortList } from './sysctl-ports';

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const WORD = /^[a-z0-9][a-z0-9_-]{0,31}$/;
/** One line without control characters. */
const LINE = /^[\x20-\x7e]+$/;

/**
 * A value as the kernel would write it back, so that what was set can be compared with what is there.
 *
 * @returns undefined where the value is not of the form, or out of its range.
 */
export function normaliseSysctl(form: SysctlForm, text: string): string | undefined {
  switch (form.kind) {
    case 'integer':
      return isWithin(text, form) ? text : undefined;
    case 'integers':
      return normaliseIntegers(form, text);
    case 'port-range':
      return normalisePortRange(form.min, text);
    case 'port-list': {
      const ranges = parsePortList(text.replaceAll(' ', ''));
      return ranges === undefined ? undefined : renderPortList(ranges);
    }
    case 'word':
      return WORD.test(text) ? text : undefined;
    case 'line':
      return LINE.test(text) && text.length <= form.max && text === text.trim() ? text : undefined;
  }
}

/** What a value must be, completing "must". */
export function sysctlRule(form: SysctlForm): string {
  switch (form.kind) {
    case 'integer':
      return `be a whole number of ${form.min} to ${bound(form.max)}`;
    case 'integers': {
      const order = form.ascending ? ', none below the one before it' : '';
      return `be ${form.count} whole numbers of ${form.min} to ${bound(form.max)}${order}`;
    }
    case 'port-range':
      return `be the first and the last port of a range, ${form.min} to 65535`;
    case 'port-list':
      return 'be ports and ranges of ports, 1 to 65535, with commas between them';
    case 'word':
      return 'be a word of lower-case letters, digits, dashes and underscores';
    case 'line':
      return `be one line of at most ${form.max} printable characters`;
  }
}

/** A value of the form, for a person who wrote another. */
export function sysctlExample(form: SysctlForm): string {
  switch (form.kind) {
    case 'integer':
      return 'without units, spaces or leading zeros';
    case 'integers':
      return form.count === 3 ? "as '4096 131072 6291456'" : `as ${form.count} numbers with spaces between them`;
    case 'port-range':
      return "as '10240 65535'";
    case 'port-list':
      return "as '10250,30000-32767'";
    case 'word':
      return "as 'bbr'";
    case 'line':
      return 'in one line';
  }
}

function normaliseIntegers(form: Extract<SysctlForm, { kind: 'integers' }>, text: string): string | undefined {
  const parts = numbersOf(text);
  const ordered = parts.every((part, index) => index === 0 || Number(part) >= Number(parts[index - 1]));
  const holds = parts.length === form.count && parts.every((part) => isWithin(part, form));
  return holds && (ordered || !form.ascending) ? parts.join(' ') : undefined;
}

function normalisePortRange(min: number, text: string): string | undefined {
  const parts = numbersOf(text);
  const holds = parts.length === 2 && parts.every((part) => isWithin(part, { min, max: 65535 }));
  return holds && Number(parts[0]) <= Number(parts[1]) ? parts.join(' ') : undefined;
}

/** The kernel takes tabs as well as spaces between numbers, and writes tabs. */
function numbersOf(text: string): readonly string[] {
  return text.split(/[ \t]+/);
}

function isWithin(text: string, range: { readonly min: number; readonly max: number }): boolean {
  return INTEGER.test(text) && text !== '-0' && Number(text) >= range.min && Number(text) <= range.max;
}

/** Bounds near 2^64 would be shown rounded. */
function bound(max: number): string {
  return max === 2 ** 64 ? '2^64' : max === 2 ** 63 ? '2^63' : String(max);
}
