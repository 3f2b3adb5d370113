/** What contacts share that are likely the same; the surest comes first. Apart from the schemas, for the store. */
export const duplicateReasons = ['email', 'phone', 'name-company', 'name-domain'] as const
export type DuplicateReason = (typeof duplicateReasons)[number]
