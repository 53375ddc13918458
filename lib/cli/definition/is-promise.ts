/** Whether a value is a promise or another object with a `then` method, which `await` treats as a promise. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}
