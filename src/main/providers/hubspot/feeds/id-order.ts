/** Ids of records are digits, and as numbers they are in the order in which HubSpot gave them out. */
const idPattern = /^\d{1,30}$/

/**
 * Whether one id is above another, by number: as texts, 9 stands behind 100, and integrators lost records by that
 * (airbytehq/airbyte pull request 79666). What is no number is above nothing.
 */
export function isAbove(id: string, other: string): boolean {
  return idPattern.test(id) && idPattern.test(other) && BigInt(id) > BigInt(other)
}

/** Whether the ids only grow, the first one from `after` on; false where one is no number. */
export function isAscending(ids: readonly string[], after: string | null): boolean {
  return ids.every((id, at) => {
    const before = ids[at - 1] ?? after
    return before === null ? idPattern.test(id) : isAbove(id, before)
  })
}
