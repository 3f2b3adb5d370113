import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import type { Change } from './change.ts'

/** Whether two texts are one value of a field to the provider. */
export type IsSame = (name: string, one: string, other: string) => boolean

/** What is to become of each field that an update sets. */
export interface Comparison {
  /** Nobody else has changed it since the user saw it. */
  readonly toSend: ContactValues
  /** The provider has this value already. */
  readonly already: readonly string[]
  /** Both sides changed it, and not to the same. */
  readonly conflicts: readonly string[]
}

/** Holds an update against what the provider has now, field by field. */
export function compare(change: Change, remote: ContactValues, isSame: IsSame): Comparison {
  const toSend: Record<string, string> = {}
  const already: string[] = []
  const conflicts: string[] = []
  for (const [name, yours] of Object.entries(change.values)) {
    const theirs = valueIn(remote, name)
    if (isSame(name, theirs, yours)) already.push(name)
    else if (isSame(name, theirs, valueIn(change.base, name))) toSend[name] = yours
    else conflicts.push(name)
  }
  return { toSend, already, conflicts }
}

/** Fields among these in which two states of a record differ. */
export function differing(
  names: readonly string[],
  one: ContactValues,
  other: ContactValues,
  isSame: IsSame,
): string[] {
  return names.filter((name) => !isSame(name, valueIn(one, name), valueIn(other, name)))
}
