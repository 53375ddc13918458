import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';

/** Characters of a path at most; Google's balancers accept 1024 in a path of a rule, which may have a slash more than the prefix. */
const MAX_PATH = 1023;

/**
 * A prefix of paths, as it stands in the configuration of proxies and in URL maps: of the characters that RFC 3986 allows in a path, only those
 * that no configuration reads as more than themselves.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.3
 */
const PATH = /^\/(?:[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)*\/?)?$/;

/** Rules of the prefixes of paths that a service answers under a host. */
export function judgeHostPaths(at: string, paths: readonly string[], problems: Problems): void {
  const remedy = "leave it out for '/', which is every path";
  problems.require(paths.length > 0, at, 'hold at least one prefix', paths, remedy);
  paths.forEach((path, index) => {
    judgePath(`${at}[${index}]`, path, problems);
  });
  // With and without a slash at the end a prefix stands for the same paths.
  const prefixes = paths.map((path) => path.replace(/(.)\/$/, '$1'));
  requireUnique(problems, { property: at, values: prefixes, what: 'prefix' });
}

function judgePath(at: string, path: string, problems: Problems): void {
  const isDotted = /(^|\/)\.{1,2}(\/|$)/.test(path);
  const holds = PATH.test(path) && !isDotted && path.length <= MAX_PATH;
  const rule = `begin with '/' and hold parts of letters, digits, dots, dashes, underscores and tildes with single slashes between them, ${MAX_PATH} characters at most`;
  const remedy = isDotted
    ? "write the path without '.' and '..', which clients resolve before they ask"
    : "write it as '/room'; a prefix has neither query nor wildcard";
  problems.require(holds, at, rule, path, remedy);
}
