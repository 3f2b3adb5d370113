import type { Account } from '../../../shared/model/account.ts'
import type { CommandId } from '../../../shared/commands.ts'
import type { Item, ItemRow } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { takesContactEdits } from '../../ui/contact-accounts.ts'
import { copyText } from '../../ui/copy-text.ts'

/** A record that something is to be done with, as the list or the pane shows it. */
export type ActedRecord = Pick<
  ItemRow,
  | 'key'
  | 'type'
  | 'name'
  | 'email'
  | 'organisation'
  | 'phone'
  | 'providerId'
  | 'accountId'
  | 'externalId'
  | 'pending'
>

/** The commands that a menu of a record offers, in its order. */
export const recordCommands = [
  'open-record',
  'open-at-provider',
  'copy-record',
  'copy-link',
  'edit-record',
  'delete-record',
] as const satisfies readonly CommandId[]
export type RecordCommand = (typeof recordCommands)[number]

/** Why a command cannot be run on a record; the copy says it (`commands:off`). */
export type RecordLack = 'contact' | 'no-page'

interface Possible {
  readonly record: Pick<ActedRecord, 'type' | 'pending'>
  readonly account: Account | undefined
  readonly provider: ProviderDescriptor | undefined
  /** The record's own page; undefined while nobody knows. */
  readonly url: Item['url'] | undefined
  readonly isSample: boolean
}

/** Null where the command can be run. */
export function lackOf(command: RecordCommand, possible: Possible): RecordLack | null {
  const { record, account, provider, url, isSample } = possible
  switch (command) {
    case 'open-record':
    case 'copy-record':
      return null
    case 'open-at-provider':
      // Made-up records have no page out there.
      return url == null || provider === undefined || isSample ? 'no-page' : null
    case 'copy-link':
      return url == null ? 'no-page' : null
    case 'edit-record':
    case 'delete-record': {
      // What waits to be deleted is taken back in the outbox first.
      const isLeaving = record.pending?.kind === 'delete' || record.pending?.kind === 'erase'
      const isEditable = record.type === 'contact' && takesContactEdits(account, provider)
      return isEditable && !isLeaving ? null : 'contact'
    }
  }
}

/** The record as one line for another program: what it is called and how it is reached. */
export const copyRecord = ({ name, email, organisation, phone }: ActedRecord): boolean =>
  copyText([name, email, organisation, phone].filter((part) => part != null && part !== '').join('\t'))
