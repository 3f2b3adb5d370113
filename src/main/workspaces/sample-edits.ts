import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { plainQuery } from '../../shared/plain-query.ts'
import { ok, type Result } from '../../shared/result.ts'
import { blank, updateOf } from '../outbox/edits.ts'
import { contactHere } from '../outbox/contact-here.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Store } from '../store/store.ts'

/** An edit that the sample workspace begins with. */
export interface SampleEdit {
  /** Of the contact that it is about. */
  readonly email: string
  readonly field: string
  readonly value: string
  /** What somebody is made to have seen before; null leaves it at what there is, and the edit on hold. */
  readonly before: string | null
}

export interface SampleEditPorts {
  readonly store: Store
  readonly outbox: Pick<Outbox, 'now' | 'accounts'>
  readonly now: () => number
  readonly edits: readonly SampleEdit[]
}

/**
 * Gives the sample workspace something to look at in its outbox: edits that are on hold, and one that nobody could send
 * because the other side has changed as well. Once: an outbox in which anything was ever noted is left alone.
 */
export async function makeSampleEdits(
  ports: SampleEditPorts,
  accountId: AccountId,
): Promise<Result<null, AppError>> {
  const open = ports.outbox.now()
  if (open === null || !open.book.isUntouched()) return ok(null)
  const { book } = open
  const made = await book.inTurn(async () => {
    const changes = []
    for (const { email, field, value, before } of ports.edits) {
      const key = await keyOf(ports, accountId, email)
      if (!key.ok) return key
      const here =
        key.value === null
          ? null
          : await contactHere({ ...ports, book, accounts: ports.outbox.accounts }, key.value)
      // A sample whose contacts are not all there yet gets its edits with a later load.
      if (here?.ok !== true) return ok(null)
      const base = { [field]: before ?? here.value.values[field] ?? '' }
      const change = updateOf(here.value, { [field]: value }, base, blank(ports.now(), 0))
      changes.push({ ...change, state: before === null ? ('held' as const) : ('waiting' as const) })
    }
    return book.write({ changes: changes.map((change) => ({ ...change, seq: book.nextSeq() })) })
  })
  return made
}

async function keyOf(
  { store }: SampleEditPorts,
  accountId: AccountId,
  email: string,
): Promise<Result<ItemKey | null, AppError>> {
  const query = plainQuery({ type: 'contact', accountId, search: email })
  const found = await store.call('listItems', { query, offset: 0, limit: 5 })
  return found.ok ? ok(found.value.rows.find((row) => row.email === email)?.key ?? null) : found
}
