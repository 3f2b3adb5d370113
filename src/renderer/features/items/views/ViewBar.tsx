import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../../shared/model/arrangement.ts'
import { isolated } from '../../../copy/isolated.ts'
import { runCommand } from '../../../ui/commands.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { MoreMenu } from '../../../ui/MoreMenu.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { movedView } from './saved-view.ts'
import type { Views } from './use-views.ts'
import { ViewNameDialog } from './ViewNameDialog.tsx'
import { ViewTabs } from './ViewTabs.tsx'

type Asked = 'save' | 'rename' | 'remove' | null

/** The saved views, what can be done with the chosen one, and what was changed since it was chosen. */
export function ViewBar({ views }: { readonly views: Views }) {
  const { t } = useTranslation(['views', 'exporting'])
  const [asked, setAsked] = useState<Asked>(null)
  const { chosen } = views
  const move = (view: SavedView, place: number): void => {
    const next = movedView(views.views, view.id, place)
    views.move(view.id, place)
    notify({
      tone: 'info',
      title: told('views:moved', {
        name: isolated(view.name),
        place: next.indexOf(view) + 1,
        count: next.length,
      }),
    })
  }
  const stop = (): void => {
    setAsked(null)
  }
  return (
    <>
      <ViewTabs
        views={views}
        onSave={() => {
          setAsked('save')
        }}
        onMove={move}
      />
      {chosen !== null && (
        <MoreMenu
          label={t('actions', { name: isolated(chosen.name) })}
          actions={[
            {
              name: t('rename'),
              run: () => {
                setAsked('rename')
              },
            },
            {
              name: t('left'),
              isDisabled: views.views[0] === chosen,
              run: () => {
                move(chosen, views.views.indexOf(chosen) - 1)
              },
            },
            {
              name: t('right'),
              isDisabled: views.views.at(-1) === chosen,
              run: () => {
                move(chosen, views.views.indexOf(chosen) + 1)
              },
            },
            {
              name: t('exporting:button'),
              run: () => {
                runCommand('export')
              },
            },
            {
              name: t('delete'),
              run: () => {
                setAsked('remove')
              },
            },
          ]}
        />
      )}
      {(asked === 'save' || (asked === 'rename' && chosen !== null)) && (
        <ViewNameDialog
          kind={asked}
          initial={asked === 'rename' ? (chosen?.name ?? '') : ''}
          views={views.views}
          own={asked === 'rename' ? (chosen?.id ?? null) : null}
          onSubmit={(name) => {
            stop()
            if (asked === 'rename' && chosen !== null) views.rename(chosen.id, name)
            else {
              views.saveAs(name)
              notify({ tone: 'success', title: told('views:saved', { name: isolated(name) }) })
            }
          }}
          onCancel={stop}
        />
      )}
      {chosen !== null && (
        <ConfirmDialog
          isOpen={asked === 'remove'}
          title={t('remove.title', { name: isolated(chosen.name) })}
          confirmLabel={t('remove.confirm')}
          cancelLabel={t('remove.keep')}
          onConfirm={() => {
            stop()
            views.remove(chosen.id)
          }}
          onCancel={stop}
        >
          {t('remove.body')}
        </ConfirmDialog>
      )}
    </>
  )
}

interface ChangedViewProps {
  readonly views: Views
}

/** There only while the list shows something else than the chosen view. */
export function ChangedView({ views }: ChangedViewProps) {
  const { t } = useTranslation('views')
  const [isNaming, setNaming] = useState(false)
  const { chosen } = views
  if (chosen === null || !views.isChanged) return null
  return (
    <Box
      role="group"
      aria-label={t('changed.label')}
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flex: 'none', typography: 'body2' }}
    >
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {t('changed.label')}
      </Box>
      <Button
        onClick={() => {
          views.update()
          notify({ tone: 'success', title: told('views:updated', { name: isolated(chosen.name) }) })
        }}
      >
        {t('changed.update')}
      </Button>
      <Button
        disabled={views.isFull}
        onClick={() => {
          setNaming(true)
        }}
      >
        {t('changed.saveAs')}
      </Button>
      <Button
        onClick={() => {
          views.choose(chosen)
        }}
      >
        {t('changed.reset')}
      </Button>
      {isNaming && (
        <ViewNameDialog
          kind="save"
          initial=""
          views={views.views}
          own={null}
          onSubmit={(name) => {
            setNaming(false)
            views.saveAs(name)
            notify({ tone: 'success', title: told('views:saved', { name: isolated(name) }) })
          }}
          onCancel={() => {
            setNaming(false)
          }}
        />
      )}
    </Box>
  )
}
