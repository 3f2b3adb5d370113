import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { InsightList, InsightNumbers, Money } from '../../../shared/model/insights.ts'
import { formatCount } from '../../ui/format.ts'
import { searchOf } from './chart-row.ts'
import { fullMoney, shortMoney } from './insight-words.ts'
import { RouterButtonBase } from './list-links.ts'

/** The numbers that somebody looks at first; each opens its list. */
export function KeyFigures({ numbers }: { readonly numbers: InsightNumbers }) {
  const { t } = useTranslation('insights')
  const { contacts, newContacts, openDeals } = numbers
  return (
    <Box component="section" aria-label={t('figures.label')} sx={rowLook}>
      <Figure name={t('figures.contacts')} list={contacts.list} values={[formatCount(contacts.count)]} />
      <Figure name={t('figures.new')} list={newContacts.list} values={[formatCount(newContacts.count)]} />
      {openDeals !== null && (
        <>
          <Figure
            name={t('figures.openDeals')}
            list={openDeals.list}
            values={[formatCount(openDeals.count)]}
          />
          <Figure
            name={t('figures.value')}
            list={openDeals.list}
            values={openDeals.values.length === 0 ? [t('figures.noValue')] : openDeals.values.map(shortMoney)}
            exactly={exactly(openDeals.values)}
            {...(openDeals.unvalued > 0 && { hint: t('figures.unvalued', { count: openDeals.unvalued }) })}
          />
        </>
      )}
    </Box>
  )
}

const exactly = (values: readonly Money[]): string => values.map(fullMoney).join('\n')

interface FigureProps {
  readonly name: string
  /** Several only where they must not be added up. */
  readonly values: readonly string[]
  /** With all digits, for the tooltip. */
  readonly exactly?: string
  readonly hint?: string
  readonly list: InsightList
}

function Figure({ name, values, exactly: title, hint, list }: FigureProps) {
  return (
    <Card sx={{ display: 'flex', minWidth: 0 }}>
      <RouterButtonBase to="/items" search={searchOf(list)} title={title} sx={figureLook}>
        <Typography variant="body2" component="span" sx={{ color: 'text.secondary' }}>
          {name}
        </Typography>
        {values.map((value) => (
          <Typography key={value} component="span" sx={valueLook}>
            {value}
          </Typography>
        ))}
        {hint !== undefined && (
          <Typography variant="caption" component="span" sx={{ color: 'text.secondary' }}>
            {hint}
          </Typography>
        )}
      </RouterButtonBase>
    </Card>
  )
}

const rowLook = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(15rem, 100%), 1fr))',
} as const
const figureLook = {
  flex: 1,
  flexDirection: 'column',
  alignItems: 'flex-start',
  justifyContent: 'flex-start',
  textAlign: 'start',
  p: 2,
  '&:hover': { bgcolor: 'action.hover' },
} as const
const valueLook = { fontSize: '1.375rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' } as const
