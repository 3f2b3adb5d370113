import type { ContactValues } from '../../../../src/shared/model/contact.ts'
import { itemKeyParts, type ItemKey } from '../../../../src/shared/model/item.ts'

/** What tells one record's creation from every other: nobody edits it. */
export const markField = 'lastname'

/** A value that the app has acknowledged. */
export interface PromisedValue {
  readonly step: number
  readonly key: ItemKey
  readonly field: string
  readonly value: string
}

/** A deletion, an erasure or a merge that the app has acknowledged. */
export interface PromisedChange {
  readonly step: number
  readonly key: ItemKey
  readonly id: string
  readonly kind: string
}

/**
 * What a user who trusts the app believes: what was acknowledged must be findable, what was let go must not be sent,
 * and over whatever stands at the portal nothing is written that the user has not seen there.
 */
export function createPromises() {
  const values: PromisedValue[] = []
  const changes: PromisedChange[] = []
  const creations = new Map<string, { mark: string; key: ItemKey; values: ContactValues }>()
  const seen = new Map<string, Set<string>>()
  const extraCreations = new Map<string, number>()
  const quiet = new Map<string, { readonly id: string; readonly moment: number }>()
  const drafts = new Map<string, string | null>()
  const busyDrafts = new Set<string>()
  const takingBack = new Set<object>()
  const erased = new Set<string>()
  const removable: { readonly name: string; readonly values: ContactValues | 'any' }[] = []
  const parents = new Map<string, string>()

  const rootOf = (name: string): string => {
    let root = name
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next
    return root
  }
  const nameOf = (key: ItemKey): string => itemKeyParts(key)?.externalId ?? key

  return {
    values,
    changes,
    creations,
    seen,
    quiet,
    /** What was typed last, by draft; null where the form was closed. */
    drafts,
    busyDrafts,

    /** From here on the two names may mean one record. */
    isOne(one: string, other: string): void {
      const [left, right] = [rootOf(one), rootOf(other)]
      if (left !== right) parents.set(left, right)
    },
    areOne: (one: string, other: string): boolean => rootOf(one) === rootOf(other),
    namesLike: (name: string): string[] => {
      const root = rootOf(name)
      return [...new Set([name, ...parents.keys(), ...parents.values()])].filter(
        (one) => rootOf(one) === root,
      )
    },
    nameOf,

    /** The user is about to set this over what the form shows. */
    mayReplace(field: string, value: string, shown: string): void {
      const name = `${field} ${plain(value)}`
      seen.set(name, (seen.get(name) ?? new Set()).add(plain(shown)))
    },
    /** Whether the user, or the one whose edit that edit rested on, has seen what is replaced. */
    hasSeen(field: string, value: string, replaced: string): boolean {
      const met = new Set<string>()
      const next = [plain(value)]
      for (let one = next.pop(); one !== undefined; one = next.pop()) {
        if (met.has(one)) continue
        met.add(one)
        next.push(...(seen.get(`${field} ${one}`) ?? []))
      }
      return met.has(plain(replaced))
    },

    mayCreateAgain(mark: string): void {
      extraCreations.set(mark, (extraCreations.get(mark) ?? 0) + 1)
    },
    creationsAllowed: (mark: string): number => 1 + (extraCreations.get(mark) ?? 0),

    /** Nothing of these may be sent from here on, until the user takes that back, or just does. */
    letGo(id: string, fields: readonly { name: string; after: string }[], moment: number): void {
      if (takingBack.size > 0) return
      // What others typed, or what all have, may go out in another edit.
      for (const { name, after } of fields)
        if (/^u\d/.test(after)) quiet.set(`${name} ${after}`, { id, moment })
    },
    /** The user is about to let these go out after all; the answer is to be called when that is answered. */
    takeBack(ids: readonly string[] | 'all'): () => void {
      for (const [name, { id }] of quiet) if (ids === 'all' || ids.includes(id)) quiet.delete(name)
      if (ids.length === 0) return () => undefined
      const token = {}
      takingBack.add(token)
      return () => void takingBack.delete(token)
    },
    /** The app is another one: what was not answered never will be. */
    startAgain(): void {
      takingBack.clear()
      busyDrafts.clear()
    },

    /** The user asks to delete a record that looks like this, or says so again. */
    mayRemove(name: string, values: ContactValues | 'any'): void {
      removable.push({ name, values })
    },
    /** Whether the user has seen this when asking for the record to be deleted. */
    mayBeRemoved(name: string, field: string, value: string): boolean {
      // What the user's own edits have set since is no change of somebody else's.
      if (seen.has(`${field} ${plain(value)}`)) return true
      return removable
        .filter((one) => rootOf(one.name) === rootOf(name))
        .some(({ values: known }) => known === 'any' || plain(known[field] ?? '') === plain(value))
    },

    erase: (key: ItemKey): void => void erased.add(nameOf(key)),
    isErased(key: ItemKey): boolean {
      return [...erased].some((name) => rootOf(name) === rootOf(nameOf(key)))
    },
  }
}
export type Promises = ReturnType<typeof createPromises>

/** As the portal may write it. */
const plain = (text: string): string => text.trim().toLowerCase()
