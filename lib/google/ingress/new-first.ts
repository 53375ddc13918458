/**
 * Lifecycle of every part of a balancer: what refers to a part lets go of it before the part is removed, because Compute Engine refuses to
 * remove a part that is in use. Terraform keeps this order only for resources whose successor is created first.
 */
export const NEW_FIRST = { createBeforeDestroy: true } as const;
