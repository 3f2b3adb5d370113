import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType, KeyboardEvent, ReactNode, RefObject } from 'react'
import type { SxProps, Theme } from '@mui/material/styles'
import type { Account } from '../../../shared/model/account.ts'
import { type ItemKey, itemKeySchema, type ItemRow } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { itemQuery } from '../../api/use-items.ts'
import type { ContactDeletionProps } from './ItemActions.tsx'
import type { ActedRecord } from './record-actions.ts'
import { RecordMenu } from './RecordMenu.tsx'
import type { RowBlocks } from './row-blocks.ts'
import { useRecordCommands } from './use-record-commands.tsx'
import { useRecordMenu } from './use-record-menu.ts'

interface RecordToolsProps {
  readonly page: RefObject<HTMLDivElement | null>
  readonly rows: RowBlocks<ItemRow>
  /** The opened record. */
  readonly selected: ItemKey | null
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly onOpen: (key: ItemKey) => void
  readonly onEdit: (key: ItemKey) => void
  /** It is noted that the record is to be deleted. */
  readonly onDeleted: (key: ItemKey) => void
  readonly onStep: ((by: 1 | -1) => void) | null
  readonly ContactDeletion: ComponentType<ContactDeletionProps> | undefined
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly sx: SxProps<Theme>
  readonly children: ReactNode
}

/** The page of the list with what can be done with its records: by menu, by key and by name. */
export function RecordTools(props: RecordToolsProps) {
  const { page, rows, selected, children } = props
  const menu = useRecordMenu(rows, selected)
  const pointedRecord = useActedRecord(rows, menu.pointed?.key ?? null)
  const openedRecord = useActedRecord(rows, selected)
  const record = menu.isOpen ? pointedRecord : openedRecord
  const commands = useRecordCommands({ ...props, record })
  return (
    <Box
      ref={page}
      onContextMenu={menu.onContextMenu}
      onKeyDown={(event: KeyboardEvent) => {
        menu.onKeyDown(event)
        if (!menu.isOpen) props.onKeyDown(event)
      }}
      sx={props.sx}
    >
      {children}
      <RecordMenu
        place={menu.isOpen ? (menu.pointed?.place ?? null) : null}
        name={pointedRecord?.name ?? ''}
        commands={commands}
        onClose={menu.close}
      />
      {commands.dialog}
    </Box>
  )
}

/** What the list knows of a record, or the record itself where it is not among the rows that are here. */
function useActedRecord(rows: RowBlocks<ItemRow>, key: ItemKey | null): ActedRecord | null {
  const { data } = useQuery({ ...itemQuery(key ?? noKey), enabled: key !== null })
  if (key === null) return null
  const index = rows.indexOf((row) => row.key === key)
  const row = index === null ? null : rows.rowAt(index)
  if (row !== null) return row
  return data === undefined ? null : { ...data.item, pending: data.pending }
}

const noKey = itemKeySchema.parse('')
