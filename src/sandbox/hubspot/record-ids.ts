/**
 * Ids of the records, by index: 9, then 51, 52, 53 and on. They cross from one to two to three digits, so
 * that they do not sort as text, and they are the same for contacts, companies and deals: HubSpot's ids are
 * unique within one kind only.
 */
export function idOf(index: number): string {
  return String(numberAt(index))
}

/** The same id as the number that it is. */
export function numberAt(index: number): number {
  return index === 0 ? 9 : 50 + index
}

/** The index behind an id; undefined for a text that no record can have. */
export function indexOf(id: string): number | undefined {
  if (!/^[1-9]\d{0,14}$/.test(id)) return undefined
  const number = Number(id)
  if (number === 9) return 0
  return number > 50 ? number - 50 : undefined
}

/** The first index whose id is at least this number: where a list goes on after a cursor. */
export function indexFrom(number: number): number {
  return number <= 9 ? 0 : Math.max(1, number - 50)
}
