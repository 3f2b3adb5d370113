import { valueIn } from '../../shared/model/contact.ts'
import { mostFieldsShown, type ChangeView, type WaitReason } from '../../shared/model/change.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { ContactEditing, StoredFacts } from '../providers/provider.ts'
import type { Change } from './change.ts'

/** What it takes to say how a person reads a value; null where the account is not known any more. */
export interface Describing {
  readonly contacts: Pick<ContactEditing, 'describeValue'>
  readonly facts: StoredFacts
}

/** A change as the screens show it. */
export function toChangeView(
  change: Change,
  describing: Describing | null,
  { isSending, waitsFor }: { readonly isSending: boolean; readonly waitsFor: WaitReason | null },
): ChangeView {
  const textOf = (name: string, value: string): string =>
    describing === null
      ? wellFormedStart(value, 2_000)
      : describing.contacts.describeValue(describing.facts, name, value).text
  const labelOf = (name: string): string =>
    describing?.contacts.describeValue(describing.facts, name, '').label ?? name
  const setsFields = change.kind === 'create' || change.kind === 'update'
  return {
    id: change.id,
    revision: change.revision,
    kind: change.kind,
    state: isSending ? 'sending' : change.state,
    providerId: change.providerId,
    accountId: change.accountId,
    key: change.key,
    name: wellFormedStart(change.name, 500),
    otherKey: change.otherKey,
    otherName: change.otherName === null ? null : wellFormedStart(change.otherName, 500),
    madeAtMs: change.madeAtMs,
    endedAtMs: change.endedAtMs,
    fields: !setsFields
      ? []
      : Object.entries(change.values)
          .slice(0, mostFieldsShown)
          .map(([name, value]) => ({
            name,
            label: labelOf(name),
            before: textOf(name, valueIn(change.base, name)),
            after: textOf(name, value),
          })),
    waitsFor: change.state === 'waiting' && !isSending ? waitsFor : null,
    attempts: change.attempts,
    lastError: change.lastError,
    reason: change.reason,
  }
}
