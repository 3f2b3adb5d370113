import { ThemeProvider } from '@mui/material/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import { useState, useSyncExternalStore } from 'react'
import { vi } from 'vitest'
import '../../../app/i18n.ts'
import { createQueryClient } from '../../../app/query-client.ts'
import { theme } from '../../../app/theme.ts'
import type { Column } from '../../../../shared/model/arrangement.ts'
import { type ItemKey, itemKey, type ItemRow, type ItemSort } from '../../../../shared/model/item.ts'
import { plainQuery } from '../../../../shared/plain-query.ts'
import type { FieldId, ListField } from '../../../../shared/model/list-field.ts'
import { createFakeClient, installFakeClient } from '../../../test-support/fake-client.ts'
import { anAccount, fakeNowMs } from '../../../test-support/fake-state.ts'
import { defaultColumns } from '../column-choice.ts'
import { gridFields } from '../grid-fields.ts'
import { ItemsGrid } from '../ItemsGrid.tsx'
import { createRowBlocks, type RowPage } from '../row-blocks.ts'
import type { ListColumns } from '../use-list-columns.ts'
import { type RowSelection, useSelection } from '../use-selection.ts'

// Deadlines, not expectations: a busy machine draws slowly.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

export const account = anAccount()

export const aRow = (index: number): ItemRow => ({
  key: itemKey(account.providerId, account.id, 'contact', String(index)),
  providerId: account.providerId,
  accountId: account.id,
  type: 'contact',
  externalId: String(index),
  name: `Contact ${String(index)}`,
  email: `contact${String(index)}@example.com`,
  organisation: 'Acme',
  phone: null,
  modifiedAtMs: fakeNowMs,
  pending: null,
  cells: {},
  isOutside: false,
})

/** The rows of a list that is `total` long, made as they are asked for. */
export const longList =
  (total: number) =>
  (offset: number, limit: number): Promise<RowPage<ItemRow>> =>
    Promise.resolve({
      total,
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, step) =>
        aRow(offset + step),
      ),
    })

const ownLabels = {
  name: 'Name',
  type: 'Type',
  source: 'Source',
  email: 'E-mail',
  organisation: 'Company',
  phone: 'Phone',
  created: 'Created',
  modified: 'Updated',
  place: 'In',
} as const

export const aListField = (id: FieldId, overrides: Partial<ListField> = {}): ListField => ({
  id,
  label: '',
  group: null,
  kind: 'text',
  options: [],
  isMain: false,
  editsAs: null,
  ...overrides,
})

interface GridOptions {
  readonly load: (offset: number, limit: number) => Promise<RowPage<ItemRow>>
  readonly sorts?: readonly ItemSort[]
  readonly fields?: readonly ListField[]
  readonly columns?: readonly Column[]
}

/** Draws the grid over rows that `load` gives, as the page would. */
export function drawGrid({
  load,
  sorts = [{ by: 'name', direction: 'ascending' }],
  fields: described = [],
  columns: initialColumns = defaultColumns,
}: GridOptions) {
  const fake = createFakeClient({ accounts: [account] })
  installFakeClient(fake)
  const rows = createRowBlocks({ load })
  const onOpen = vi.fn<(row: ItemRow) => void>()
  const onSort = vi.fn<(by: FieldId, isAdded: boolean) => void>()
  const onMove = vi.fn<(row: ItemRow) => void>()
  const onCopy = vi.fn<(row: ItemRow | null, isMenuWanted: boolean) => void>()
  const fields = gridFields(described, (id) => ownLabels[id])
  const latest: { selection: RowSelection | null; columns: readonly Column[] } = {
    selection: null,
    columns: initialColumns,
  }
  function Page() {
    const snapshot = useSyncExternalStore(rows.subscribe, rows.snapshot)
    const [openedKey, setOpenedKey] = useState<ItemKey | null>(null)
    const [columns, setColumns] = useState(initialColumns)
    const selection = useSelection({ query, kept: [], rows, total: snapshot.total ?? 0 })
    const list: ListColumns = {
      fields,
      columns,
      asked: [],
      renew: () => undefined,
      change: setColumns,
      reset: null,
    }
    latest.selection = selection
    latest.columns = columns
    return (
      <ItemsGrid
        rows={rows}
        snapshot={snapshot}
        sorts={sorts}
        onSort={onSort}
        columns={list}
        selection={selection}
        editing={noEditing}
        onCopy={onCopy}
        openedKey={openedKey}
        onOpen={(row) => {
          onOpen(row)
          setOpenedKey(row.key)
        }}
        onMove={onMove}
        isBusy={false}
        stepOf={({ key }) => (key === 'j' ? 1 : key === 'k' ? -1 : null)}
        sourceLabel={() => account.label}
        initialPlace={null}
        keepPlace={() => undefined}
      />
    )
  }
  rows.show(0, 0)
  render(
    <ThemeProvider theme={theme}>
      <QueryClientProvider client={createQueryClient()}>
        <Page />
      </QueryClientProvider>
    </ThemeProvider>,
  )
  return { fake, rows, onOpen, onSort, onMove, onCopy, latest }
}

const query = plainQuery()
const noEditing = { canEdit: () => false, onSaving: () => undefined }
