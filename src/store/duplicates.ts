import { randomBytes } from 'node:crypto'
import type { DuplicateGroup, DuplicateMember, DuplicateSearch } from '../shared/duplicate-protocol.ts'
import { duplicateReasons, type DuplicateReason } from '../shared/model/duplicate-reason.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import type { ContactGroup } from './duplicate-groups.ts'
import { keyHash } from './duplicate-keys.ts'
import { fingerprintAt, groupWithOutbox, type FoundGroups } from './duplicate-overlay.ts'
import { scanContacts, type DuplicateScan } from './duplicate-scan.ts'
import { contactReader } from './duplicate-source.ts'
import { laidCounts } from './laid-reads.ts'
import { fitting, rowsOf } from './list-rows.ts'
import { givenSource } from './list-source.ts'
import type { LaidCount, Outbox } from './outbox.ts'
import { remember, type Workspace } from './workspace.ts'

/** Contacts of the cache as they were scanned. */
interface Scanned {
  readonly scan: DuplicateScan
  readonly asOfMs: number
  /** `performance.now()`; work at it began, and ended. */
  readonly beganAtMs: number
  endedAtMs: number
}

interface Grouped {
  readonly found: FoundGroups
  readonly of: Scanned
  /** The state of the outbox of which it knows. */
  readonly laid: readonly LaidCount[]
}

interface Grouping {
  readonly work: Generator<undefined, FoundGroups>
  readonly of: Scanned
  readonly laid: readonly LaidCount[]
}

interface MadeDuplicates {
  readonly search: DuplicateSearch
  scanned: Scanned | null
  next: Scanned | null
  grouping: Grouping | null
  shown: Grouped | null
}

/** So long one call works at them; whoever asks next waits for it. */
const SLICE_MS = 25
/** While rows change all the time, they are scanned anew no sooner than after so many times what scanning took. */
const REST = 4
const LEAST_REST_MS = 2_000
/** Each takes about 60 bytes a contact. */
const MOST_KEPT = 2

const random = randomBytes(8)
const hash = keyHash([random.readInt32LE(0), random.readInt32LE(4)])

/** They outlive changes of the rows: old groups are better than none. */
const made = new WeakMap<Workspace, Map<string, MadeDuplicates>>()

/** Looks for contacts that are likely the same, in the calls that ask for it, as rows are counted (`tallies.ts`). */
export function findDuplicates(
  workspace: Workspace,
  outbox: Outbox | null,
  input: StoreInput<'findDuplicates'>,
): StoreOutput<'findDuplicates'> {
  const { accountId, emails, phones, nowMs } = input
  const known = made.get(workspace) ?? new Map<string, MadeDuplicates>()
  made.set(workspace, known)
  const key = JSON.stringify([accountId, emails, phones])
  const search = { accountId, emails, phones, nowMs }
  const duplicates: MadeDuplicates = known.get(key) ?? {
    ...{ search, scanned: null, next: null, grouping: null, shown: null },
  }
  // Whatever is wrong with it, the next call begins anew.
  known.delete(key)
  const progress = workOn(workspace, outbox, duplicates, nowMs)
  remember(known, key, duplicates)
  for (const oldest of known.keys()) if (known.size > MOST_KEPT) known.delete(oldest)
  const { shown } = duplicates
  if (shown === null) return { groups: [], total: null, contacts: null, asOfMs: null, progress }
  const { groups } = shown.found
  return {
    groups: windowOf(workspace, outbox, shown.found, input),
    ...{ total: groups.list.length, contacts: groups.contacts, asOfMs: shown.of.asOfMs, progress },
  }
}

/** Works for a slice; answers how far it is, null where what is shown is true. */
function workOn(
  workspace: Workspace,
  outbox: Outbox | null,
  duplicates: MadeDuplicates,
  nowMs: number,
): StoreOutput<'findDuplicates'>['progress'] {
  const untilMs = performance.now() + SLICE_MS
  beginNext(workspace, duplicates, nowMs)
  const { next } = duplicates
  if (next?.scan.goOn(workspace.db, untilMs) === true) {
    next.endedAtMs = performance.now()
    duplicates.scanned = next
    duplicates.next = null
  }
  const { scanned } = duplicates
  if (scanned !== null) group(workspace, outbox, duplicates, scanned, untilMs)
  const isTrue =
    duplicates.next === null &&
    duplicates.shown !== null &&
    duplicates.shown.of === scanned &&
    duplicates.shown.laid === laidCounts(outbox) &&
    scanned.scan.since === workspace.changes
  if (isTrue) return null
  if (duplicates.next !== null) return duplicates.next.scan.progress
  // Nothing is being scanned: what is left takes moments, or rests.
  const many = scanned?.scan.rids.length ?? 0
  return duplicates.grouping === null ? { done: 0, of: 0 } : { done: many, of: many }
}

function beginNext(workspace: Workspace, duplicates: MadeDuplicates, nowMs: number): void {
  const { scanned, next, search } = duplicates
  if (next !== null || scanned?.scan.since === workspace.changes) return
  if (scanned !== null) {
    const restMs = Math.max(LEAST_REST_MS, REST * (scanned.endedAtMs - scanned.beganAtMs))
    if (performance.now() - scanned.endedAtMs < restMs) return
  }
  duplicates.next = {
    scan: scanContacts(workspace, search, hash),
    ...{ asOfMs: nowMs, beganAtMs: performance.now(), endedAtMs: 0 },
  }
}

function group(
  workspace: Workspace,
  outbox: Outbox | null,
  duplicates: MadeDuplicates,
  scanned: Scanned,
  untilMs: number,
): void {
  const { shown, search } = duplicates
  const isShown = shown?.of === scanned && shown.laid === laidCounts(outbox)
  if (duplicates.grouping === null && isShown) return
  // What is begun is ended, although the outbox may have changed: else it would never end where it always does.
  duplicates.grouping ??= {
    work: groupWithOutbox({ workspace, outbox, search, scan: scanned.scan, hash }),
    ...{ of: scanned, laid: laidCounts(outbox) },
  }
  const { work, of, laid } = duplicates.grouping
  do {
    const step = work.next()
    if (step.done === true) {
      duplicates.shown = { found: step.value, of, laid }
      duplicates.grouping = null
      return
    }
  } while (performance.now() < untilMs)
}

function windowOf(
  workspace: Workspace,
  outbox: Outbox | null,
  found: FoundGroups,
  { window, view, ...search }: StoreInput<'findDuplicates'>,
): readonly DuplicateGroup[] {
  const { groups } = found
  const read = contactReader(search, givenSource)
  const shown = (group: ContactGroup, offset: number, limit: number): DuplicateGroup => ({
    ...{ state: group.state, count: group.members.length, reasons: reasonsIn(group.reasons) },
    members: fitting(
      [...group.members.subarray(offset, offset + limit)].flatMap((place) => memberAt(group, place)),
    ),
  })
  const memberAt = (group: ContactGroup, place: number): DuplicateMember[] => {
    const rid = found.ridOf(place)
    const at = { rid: rid > 0 ? rid : null, laidRid: rid < 0 ? -rid : null, isOutside: false }
    // One that is gone since has no row any more.
    return rowsOf(workspace.db, outbox, [at], view).map((row) => ({
      row,
      reasons: reasonsIn(groups.reasonsOf(group, place)),
      fingerprint:
        window.of === 'groups'
          ? null
          : fingerprintAt({ workspace, outbox, search }, read, { rid: at.rid, key: row.key }),
    }))
  }
  if (window.of === 'groups') {
    const some = groups.list.slice(window.offset, window.offset + window.limit)
    return fitting(some.map((group) => shown(group, 0, window.members)))
  }
  const group = groups.byState(window.state)
  return group === null ? [] : [shown(group, window.offset, window.limit)]
}

const reasonsIn = (bits: number): DuplicateReason[] =>
  duplicateReasons.filter((_, place) => (bits & (1 << place)) !== 0)
