import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { valueIn } from '../../shared/model/contact.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Change } from './change.ts'
import { contactHere, type ContactHere } from './contact-here.ts'
import {
  blank,
  isRemoval,
  otherFuture,
  overParked,
  refusedField,
  stepOf,
  updateOf,
  type EditPorts,
} from './edits.ts'
import { inBatches } from './in-batches.ts'
import { stepsWith } from './settle.ts'
import type { Step } from './step.ts'

/** A part of one edit of many contacts; `stepId` is what its first part answered, null for the first one. */
export interface EditOfMany {
  readonly accountId: AccountId
  readonly keys: readonly ItemKey[]
  readonly field: string
  readonly value: string
  readonly stepId: string | null
}

export interface EditedMany {
  readonly stepId: string
  readonly changed: number
  /** They have the value already. */
  readonly unchanged: number
  readonly failed: { key: ItemKey; error: AppError }[]
}

/**
 * Sets one field of many contacts, over what each of them is shown with now. Contacts that cannot be edited are named,
 * and the others are edited all the same; all that is is on the disk when it answers. `invalid-request` where nobody
 * could set the field, `changed-meanwhile` where the edit was undone before this part of it.
 */
export const editMany = (ports: EditPorts, edit: EditOfMany): Promise<Result<EditedMany, AppError>> =>
  ports.book.inTurn(() => noteEdits(ports, edit))

async function noteEdits(
  ports: EditPorts,
  { accountId, keys, field, value, stepId }: EditOfMany,
): Promise<Result<EditedMany, AppError>> {
  const { book, now } = ports
  const known = await ports.accounts.find(accountId)
  if (!known.ok) return known
  const { contacts, facts } = known.value
  const isKnown = contacts.form(facts).fields.some(({ name }) => name === field)
  const refused = isKnown ? refusedField(contacts, facts, { [field]: value }) : `unknown field: ${field}`
  if (refused !== null) return err({ kind: 'invalid-request', detail: refused })
  const isTakenBack = ({ groupId, state }: Step): boolean => groupId === stepId && state === 'undone'
  if (stepId !== null && book.steps().some(isTakenBack)) return err({ kind: 'changed-meanwhile' })

  const groupId = stepId ?? randomUUID()
  const changes: Change[] = []
  const steps: Step[] = []
  const failed: EditedMany['failed'] = []
  const found = await inBatches([...new Set(keys)], async (key) => ({
    key,
    here: await contactHere(ports, key),
  }))
  const met = new Set<ItemKey>()
  let unchanged = 0
  for (const { key, here } of found) {
    if (!here.ok) {
      failed.push({ key, error: here.error })
      continue
    }
    const error = refusedContact(here.value, accountId)
    if (error !== null) {
      failed.push({ key, error })
      continue
    }
    // A contact that was created in this session has two keys.
    if (met.has(here.value.key)) continue
    met.add(here.value.key)
    const { values, open } = here.value
    const base = { [field]: valueIn(values, field) }
    if (contacts.isSameValue(facts, field, valueIn(values, field), value)) {
      unchanged += 1
      continue
    }
    const change = updateOf(here.value, { [field]: value }, base, blank(now(), book.nextSeq()))
    const { own, others } = overParked(change, open, now())
    changes.push(own, ...others)
    steps.push(stepOf(own, book.nextSeq(), groupId))
  }
  if (steps.length > 0) {
    const written = await book.write({
      changes,
      steps: stepsWith([...book.steps(), ...steps], changes),
      removedSteps: otherFuture(book.steps()),
    })
    if (!written.ok) return written
  }
  return ok({ stepId: groupId, changed: steps.length, unchanged, failed })
}

function refusedContact({ account, open }: ContactHere, accountId: AccountId): AppError | null {
  if (account.id !== accountId) return { kind: 'invalid-request', detail: 'a contact of another account' }
  return open.some(isRemoval) ? { kind: 'changed-meanwhile' } : null
}
