import { useQuery } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, Suspense, useState } from 'react'
import type { Account } from '../../../shared/model/account.ts'
import { type ItemKey, itemKeySchema } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { itemQuery, useOpenItemPage } from '../../api/use-items.ts'
import { useCommand } from '../../ui/commands.ts'
import { copyText } from '../../ui/copy-text.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import type { ContactDeletionProps } from './ItemActions.tsx'
import {
  type ActedRecord,
  copyRecord,
  lackOf,
  type RecordCommand,
  type RecordLack,
} from './record-actions.ts'

interface RecordCommandsOptions {
  /** The record in question: the one whose menu is open, else the opened one; null for none. */
  readonly record: ActedRecord | null
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly onOpen: (key: ItemKey) => void
  readonly onEdit: (key: ItemKey) => void
  readonly onDeleted: (key: ItemKey) => void
  /** Goes to the row before or after; null where there is none. */
  readonly onStep: ((by: 1 | -1) => void) | null
  readonly ContactDeletion: ComponentType<ContactDeletionProps> | undefined
}

export interface RecordCommands {
  readonly run: (command: RecordCommand) => void
  /** Null where the command can be run now. */
  readonly lack: (command: RecordCommand) => RecordLack | null
  /** The dialog that a command opened. */
  readonly dialog: ReactNode
}

/** What can be done with a record by name, offered to the keys, the menu and the palette. */
export function useRecordCommands(options: RecordCommandsOptions): RecordCommands {
  const { record, accounts, providers, onStep, ContactDeletion } = options
  const { workspace } = useAppState()
  const openPage = useOpenItemPage()
  const [deleted, setDeleted] = useState<ActedRecord | null>(null)
  const account = accounts.find(({ id }) => id === record?.accountId)
  const provider = providers.find(({ id }) => id === record?.providerId)
  const url = useRecordUrl(record?.key ?? null)

  const lack = (command: RecordCommand): RecordLack | null =>
    record === null
      ? 'contact'
      : lackOf(command, { record, account, provider, url, isSample: workspace?.isSample === true })
  const isPossible = (command: RecordCommand): boolean => record !== null && lack(command) === null
  const tellCopied = (isCopied: boolean): void => {
    notify(
      isCopied
        ? { tone: 'success', title: told('keyboard:copied') }
        : { tone: 'error', title: told('keyboard:notCopied') },
    )
  }
  const run = (command: RecordCommand): void => {
    if (record === null || !isPossible(command)) return
    const does: Record<RecordCommand, () => void> = {
      'open-record': () => {
        options.onOpen(record.key)
      },
      'open-at-provider': () => {
        openPage.mutate(record.key, { onError: announceFailure })
      },
      'copy-record': () => {
        tellCopied(copyRecord(record))
      },
      'copy-link': () => {
        tellCopied(copyText(url ?? ''))
      },
      'edit-record': () => {
        options.onEdit(record.key)
      },
      'delete-record': () => {
        setDeleted(record)
      },
    }
    does[command]()
  }

  const useRecordCommand = (command: RecordCommand): void => {
    useCommand(
      command,
      () => {
        run(command)
      },
      isPossible(command),
    )
  }
  useRecordCommand('open-record')
  useRecordCommand('open-at-provider')
  useRecordCommand('copy-record')
  useRecordCommand('copy-link')
  useRecordCommand('edit-record')
  useRecordCommand('delete-record')
  useCommand('next-record', () => onStep?.(1), onStep !== null)
  useCommand('previous-record', () => onStep?.(-1), onStep !== null)

  const close = (): void => {
    setDeleted(null)
  }
  const dialog = deleted !== null && ContactDeletion !== undefined && (
    <Suspense>
      <ContactDeletion
        contact={deleted}
        provider={providers.find(({ id }) => id === deleted.providerId)?.name ?? ''}
        onDeleted={() => {
          close()
          options.onDeleted(deleted.key)
        }}
        onClose={close}
      />
    </Suspense>
  )
  return { run, lack, dialog }
}

/** The address of the record's own page; undefined until the record has been read. */
function useRecordUrl(key: ItemKey | null): string | null | undefined {
  const { data } = useQuery({ ...itemQuery(key ?? noKey), enabled: key !== null })
  return key === null ? undefined : data?.item.url
}

const noKey = itemKeySchema.parse('')
