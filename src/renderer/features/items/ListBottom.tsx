import Button from '@mui/material/Button'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { runCommand } from '../../ui/commands.ts'
import { BulkEditButton } from './bulk/BulkEditButton.tsx'
import { CopyMenu } from './CopyMenu.tsx'
import { ListFoot } from './ListFoot.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import type { ListView } from './use-list-view.ts'

const BulkEditDialog = lazy(async () => ({
  default: (await import('./bulk/BulkEditDialog.tsx')).BulkEditDialog,
}))

/** The foot of the list, with what can be done to the selected rows. */
export function ListBottom({ list }: { readonly list: ListView }) {
  const { t } = useTranslation(['grid', 'exporting'])
  const { rows, snapshot, query, selection, copying, copyMenu, kept, bulk } = list
  const hasOutside = kept.kept.length > 0 && rows.indexOf(({ isOutside }) => isOutside) !== null
  return (
    <>
      <ListFoot
        snapshot={snapshot}
        isSearch={query.search !== ''}
        isSorted={query.sort.length > 0}
        isPending={list.isPending}
        onStop={list.stop}
        onGoOn={rows.goOn}
        copying={copying.state}
        onCancelCopy={copying.cancel}
        selection={
          selection.count === 0 ? null : (
            <SelectionBar selection={selection} total={snapshot.total ?? 0} isMore={snapshot.isMore}>
              <Button
                size="small"
                aria-haspopup="menu"
                onClick={() => {
                  list.onCopy(null, true)
                }}
              >
                {t('copy.title')}
              </Button>
              <BulkEditButton bulk={bulk} />
              <Button size="small" aria-haspopup="dialog" onClick={() => runCommand('export')}>
                {t('exporting:button')}
              </Button>
            </SelectionBar>
          )
        }
        onHideOutside={hasOutside ? kept.letGo : null}
      />
      <CopyMenu
        anchor={copyMenu?.anchor ?? null}
        onClose={list.closeCopyMenu}
        onChoose={(format) => {
          copying.copy(copyMenu?.row ?? null, format)
        }}
      />
      {bulk.opened !== null && (
        <Suspense>
          <BulkEditDialog bulk={bulk} selection={bulk.opened} />
        </Suspense>
      )}
    </>
  )
}
