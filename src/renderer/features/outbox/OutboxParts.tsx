import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import TextField from '@mui/material/TextField'
import { getRouteApi } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView, Outbox } from '../../../shared/model/change.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { useAccounts } from '../../api/use-accounts.ts'
import { formatCount } from '../../ui/format.ts'
import { ChangeList, type PartName } from './ChangeList.tsx'
import { EndedRow } from './EndedRow.tsx'
import { NeedCard } from './NeedCard.tsx'
import { RefusedChoice } from './RefusedChoice.tsx'
import type { SelectionAction } from './selection.ts'
import { useChangePlaces } from './use-change-places.ts'
import { WaitingRow } from './WaitingRow.tsx'

const route = getRouteApi('/shell/outbox')
const names = ['waiting', 'needs-you', 'today'] as const

const actionsOf: Record<PartName, readonly SelectionAction[]> = {
  waiting: ['hold', 'release', 'retry', 'discard'],
  'needs-you': ['retry', 'discard'],
  today: [],
}

const partsOf = (
  outbox: Outbox,
): Record<PartName, { readonly changes: readonly ChangeView[]; readonly total: number }> => ({
  waiting: { changes: outbox.waiting, total: outbox.waitingCount },
  'needs-you': { changes: outbox.needsYou, total: outbox.needsYouCount },
  today: { changes: outbox.today, total: outbox.todayCount },
})

/** Where somebody looks first: where the record is that they came for, or else where something needs them. */
function firstPart(outbox: Outbox, record: ItemKey | undefined): PartName {
  const parts = partsOf(outbox)
  const holding = ([...names] as const)
    .toSorted((one, other) => Number(other === 'needs-you') - Number(one === 'needs-you'))
    .find((name) => parts[name].changes.some(({ key }) => key === record))
  return holding ?? (outbox.needsYouCount > 0 ? 'needs-you' : 'waiting')
}

/** The three parts of the outbox. Which one is shown first is decided on arrival and stays, whatever is decided. */
export function OutboxParts({ outbox }: { readonly outbox: Outbox }) {
  const { t } = useTranslation('outbox')
  const id = useId()
  const { part: wanted, account, record } = route.useSearch()
  const navigate = route.useNavigate()
  const accounts = useAccounts().data ?? []
  const placeOf = useChangePlaces()
  const [first] = useState(() => firstPart(outbox, record))
  const [refused, setRefused] = useState<ChangeView | null>(null)
  const part = wanted ?? first
  const parts = partsOf(outbox)
  const { changes, total } = parts[part]
  const showAccount = (value: string): void => {
    const chosen = accounts.find((one) => one.id === value)?.id
    void navigate({ search: (before) => ({ ...before, part, account: chosen }), replace: true })
  }
  return (
    <>
      <Box sx={{ display: 'flex', columnGap: 2, flexWrap: 'wrap', alignItems: 'center', mt: -1 }}>
        <Tabs
          value={part}
          onChange={(_event, chosen: PartName) => {
            void navigate({ search: (before) => ({ ...before, part: chosen, record: undefined }) })
          }}
          aria-label={t('parts.label')}
          sx={tabsLook}
        >
          {names.map((name) => (
            <Tab
              key={name}
              value={name}
              id={`${id}-${name}-tab`}
              aria-controls={`${id}-${name}`}
              label={t(`parts.${name}`, { shown: formatCount(parts[name].total) })}
            />
          ))}
        </Tabs>
        {(accounts.length > 1 || account !== undefined) && (
          <TextField
            select
            value={accounts.some((one) => one.id === account) ? account : ''}
            onChange={({ target }) => {
              showAccount(target.value)
            }}
            sx={{ width: 220 }}
            slotProps={{
              select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('account') } },
              input: { sx: { height: 32, '& .MuiSelect-select': { py: '4px' } } },
            }}
          >
            <MenuItem value="">{t('allAccounts')}</MenuItem>
            {accounts.map((one) => (
              <MenuItem key={one.id} value={one.id}>
                <bdi>{one.label}</bdi>
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
      {refused !== null && !outbox.needsYou.some((change) => change.id === refused.id) && (
        <RefusedChoice
          change={refused}
          onDismiss={() => {
            setRefused(null)
          }}
        />
      )}
      <Box role="tabpanel" id={`${id}-${part}`} aria-labelledby={`${id}-${part}-tab`} sx={panelLook}>
        <ChangeList
          key={part}
          part={part}
          changes={changes.filter(({ accountId }) => account === undefined || accountId === account)}
          told={changes.length}
          total={total}
          isNarrowed={account !== undefined}
          onShowAll={() => {
            showAccount('')
          }}
          placeOf={placeOf}
          record={record}
          actions={actionsOf[part]}
          drawLine={(line) => {
            const { id: changeId } = line.change
            if (part === 'needs-you') return <NeedCard key={changeId} {...line} onRefused={setRefused} />
            return part === 'waiting' ? (
              <WaitingRow key={changeId} {...line} />
            ) : (
              <EndedRow key={changeId} {...line} />
            )
          }}
        />
      </Box>
    </>
  )
}

const tabsLook = {
  flex: 1,
  minWidth: 340,
  minHeight: 36,
  borderBottom: 1,
  borderColor: 'divider',
  '& .MuiTab-root': {
    minHeight: 36,
    minWidth: 0,
    px: 1.5,
    py: 0,
    fontSize: '0.8125rem',
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
} as const

const panelLook = { display: 'flex', flexDirection: 'column', gap: 1.5 } as const
