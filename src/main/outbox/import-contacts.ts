import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ContactValues } from '../../shared/model/contact.ts'
import { itemKey, type ItemKey } from '../../shared/model/item.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Change } from './change.ts'
import { contactHere } from './contact-here.ts'
import { blank, isRemoval, otherFuture, overParked, stepOf, updateOf, type EditPorts } from './edits.ts'
import { inBatches } from './in-batches.ts'
import { picked } from './picked.ts'
import { stepsWith } from './settle.ts'
import type { Step } from './step.ts'

/** A contact of a file: a new one, or fields of one that is here. */
export interface ImportedContact {
  readonly key: ItemKey | null
  readonly values: ContactValues
}

/** A part of one import; `stepId` is what its first part answered, null for the first one. */
export interface ImportPart {
  readonly accountId: AccountId
  readonly contacts: readonly ImportedContact[]
  readonly stepId: string | null
}

/**
 * Notes contacts of a file, each as a step of one group that is undone as one. `noted` says of each whether it was; all
 * that was is on the disk when it answers. `changed-meanwhile` where the import was undone before this part of it.
 */
export const importContacts = (
  ports: EditPorts,
  part: ImportPart,
): Promise<Result<{ readonly stepId: string; readonly noted: readonly boolean[] }, AppError>> =>
  ports.book.inTurn(() => note(ports, part))

async function note(
  ports: EditPorts,
  { accountId, contacts: imported, stepId }: ImportPart,
): ReturnType<typeof importContacts> {
  const { book, now } = ports
  const known = await ports.accounts.find(accountId)
  if (!known.ok) return known
  const { account, contacts } = known.value
  const isTakenBack = ({ groupId, state }: Step): boolean => groupId === stepId && state === 'undone'
  if (stepId !== null && book.steps().some(isTakenBack)) return err({ kind: 'changed-meanwhile' })
  const groupId = stepId ?? randomUUID()
  const found = await inBatches(imported, async ({ key }) => (key === null ? null : contactHere(ports, key)))
  const changes: Change[] = []
  const steps: Step[] = []
  const noted = imported.map(({ values }, n): boolean => {
    const here = found[n] ?? null
    const begun = blank(now(), book.nextSeq())
    if (here === null) {
      const shown = contacts.shown(values)
      const key = itemKey(account.providerId, accountId, 'contact', `new-${randomUUID()}`)
      const created: Change = {
        ...{ ...begun, kind: 'create', providerId: account.providerId, accountId, key },
        ...{ name: shown.name, values, shown },
      }
      changes.push(created)
      steps.push(stepOf(created, book.nextSeq(), groupId))
      return true
    }
    if (!here.ok || here.value.account.id !== accountId || here.value.open.some(isRemoval)) return false
    const base = picked(here.value.values, Object.keys(values))
    const { own, others } = overParked(updateOf(here.value, values, base, begun), here.value.open, now())
    changes.push(own, ...others)
    steps.push(stepOf(own, book.nextSeq(), groupId))
    return true
  })
  if (steps.length > 0) {
    const written = await book.write({
      changes,
      steps: stepsWith([...book.steps(), ...steps], changes),
      removedSteps: otherFuture(book.steps()),
    })
    if (!written.ok) return written
  }
  return ok({ stepId: groupId, noted })
}
