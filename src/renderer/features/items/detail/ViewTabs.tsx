import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../ui/commands.ts'
import { useSecondDrawing } from '../../../ui/use-second-drawing.ts'
import type { View } from './view.ts'

interface ViewTabsProps {
  /** Of the pane: ids of tabs and panels begin with it. */
  readonly id: string
  readonly views: readonly View[]
  readonly shown: View
  readonly onChoose: (view: View) => void
}

/** The ways to look at a record. They measure themselves, which would hold up the record: they come right after it. */
export function ViewTabs({ id, views, shown, onChoose }: ViewTabsProps) {
  const { t } = useTranslation(['items', 'detail'])
  const isDrawn = useSecondDrawing()
  useCommand(
    'json',
    () => {
      onChoose('json')
      document.getElementById(`${id}-json-tab`)?.focus()
    },
    isDrawn,
  )
  if (!isDrawn) return <Box sx={stripLook} />
  return (
    <Tabs
      variant="scrollable"
      scrollButtons={false}
      value={shown}
      onChange={(_event, chosen: View) => {
        onChoose(chosen)
      }}
      aria-label={t('details.tabs')}
      sx={tabsLook}
    >
      {views.map((one) => (
        <Tab
          key={one}
          value={one}
          id={`${id}-${one}-tab`}
          aria-controls={`${id}-${one}`}
          label={one === 'related' || one === 'history' ? t(`detail:tabs.${one}`) : t(`details.${one}`)}
        />
      ))}
    </Tabs>
  )
}

const stripLook = {
  flex: 'none',
  minHeight: 36,
  borderBottom: 1,
  borderColor: 'divider',
} as const

const tabsLook = {
  ...stripLook,
  px: 1,
  '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1, py: 0, fontSize: '0.8125rem', fontWeight: 600 },
} as const
