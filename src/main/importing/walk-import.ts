import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { valueIn, type ContactValues } from '../../shared/model/contact.ts'
import type { ImportOptions, ImportReason } from '../../shared/model/import.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isRemoval } from '../outbox/edits.ts'
import { inBatches } from '../outbox/in-batches.ts'
import type { OpenOutbox, Outbox } from '../outbox/outbox.ts'
import type { Store } from '../store/store.ts'
import { type CsvFile, EndlessRow, isAsDescribed, rowsOf } from './csv-file.ts'
import { existingContacts } from './existing-contacts.ts'
import { judging, whyNotCreated } from './judge-row.ts'

export interface WalkPorts {
  readonly store: Store
  readonly outbox: Pick<Outbox, 'accounts' | 'here'>
}

/** What is to become of a row. `row` counts the head as the first. */
export type Verdict = { readonly row: number; readonly cells: readonly string[] } & (
  | { readonly kind: 'create'; readonly values: ContactValues }
  | { readonly kind: 'update'; readonly key: ItemKey; readonly values: ContactValues }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'skip'; readonly reason: ImportReason; readonly column: number | null }
)

export interface ImportWalk {
  readonly csv: CsvFile
  readonly accountId: AccountId
  readonly options: ImportOptions
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/** Changes of one import: they all wait in memory until they are sent. */
const mostChanges = 100_000
const batchSize = 250

/**
 * Reads the file from its beginning and says of each row what is to become of it, some rows at a time; nothing is
 * changed by that. Ends early where `onRows` fails. `changed-meanwhile`: the file is not the one that was chosen.
 */
export async function walkImport(
  { store, outbox }: WalkPorts,
  { book }: Pick<OpenOutbox, 'book'>,
  { csv, accountId, options, signal, onRead }: ImportWalk,
  onRows: (verdicts: readonly Verdict[]) => Promise<Result<unknown, AppError>>,
): Promise<Result<null, AppError>> {
  const known = await outbox.accounts.find(accountId)
  if (!known.ok) return known
  const { contacts, facts } = known.value
  const form = contacts.form(facts)
  const judge = judging(form, options)
  let changes = 0

  async function decide(
    row: number,
    cells: readonly string[],
    existing: ReadonlyMap<string, ItemKey>,
  ): Promise<Verdict> {
    const skip = (reason: ImportReason, column: number | null = null): Verdict => ({
      ...{ row, cells, reason, column },
      kind: 'skip',
    })
    const judged = judge(cells)
    if ('reason' in judged) return skip(judged.reason, judged.column)
    const { values, email } = judged
    const key = email === null ? undefined : existing.get(email)
    if (key === undefined) {
      const reason = whyNotCreated(form, values)
      return reason === null ? { row, cells, kind: 'create', values } : skip(reason)
    }
    if (options.existing === 'skip') return skip('existing')
    const here = await outbox.here(key)
    // Somebody has the address: a second contact is never the answer to one that cannot be read.
    if (!here.ok) return skip('not-readable')
    if (here.value.open.some(isRemoval)) return skip('being-deleted')
    const other = Object.entries(values).filter(
      ([name, value]) => !contacts.isSameValue(facts, name, valueIn(here.value.values, name), value),
    )
    if (other.length === 0) return { row, cells, kind: 'unchanged' }
    return { row, cells, kind: 'update', key, values: Object.fromEntries(other) }
  }

  const withinLimit = (verdict: Verdict): Verdict => {
    if (verdict.kind !== 'create' && verdict.kind !== 'update') return verdict
    changes += 1
    const { row, cells } = verdict
    return changes > mostChanges ? { row, cells, kind: 'skip', reason: 'over-limit', column: null } : verdict
  }

  try {
    if (!(await isAsDescribed(csv))) return err({ kind: 'changed-meanwhile' })
    const existing = await existingContacts({ store, book }, accountId, contacts, signal)
    if (!existing.ok) return existing
    let [row, batch] = [0, [] as { row: number; cells: readonly string[] }[]]
    const pass = async (): Promise<Result<unknown, AppError>> => {
      const decided = await inBatches(batch, (one) => decide(one.row, one.cells, existing.value))
      batch = []
      return onRows(decided.map(withinLimit))
    }
    for await (const cells of rowsOf(csv, onRead)) {
      if (signal.aborted) return err({ kind: 'cancelled' })
      row += 1
      // A line of nothing is no row, as behind the last line break.
      if (row > 1 && !(cells.length === 1 && cells[0] === '')) batch.push({ row, cells })
      if (batch.length < batchSize) continue
      const passed = await pass()
      if (!passed.ok) return passed
    }
    if (signal.aborted) return err({ kind: 'cancelled' })
    const passed = batch.length === 0 ? ok(null) : await pass()
    return passed.ok ? ok(null) : passed
  } catch (thrown) {
    return err(fileError(thrown))
  }
}

/** What went wrong with the file; throws what has nothing to do with it. */
export function fileError(thrown: unknown): AppError {
  if (thrown instanceof EndlessRow)
    return { kind: 'invalid-request', detail: 'a quotation mark is never closed' }
  if (thrown instanceof Error && 'syscall' in thrown) return { kind: 'file-not-read' }
  throw thrown
}
