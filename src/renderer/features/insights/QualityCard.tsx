import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { InsightNumbers } from '../../../shared/model/insights.ts'
import { formatCount } from '../../ui/format.ts'
import { Section } from '../../ui/Section.tsx'
import { searchOf } from './chart-row.ts'
import { RouterButton } from './list-links.ts'

/** What is odd about contacts, line by line, each with the way to them. */
export function QualityCard({ quality }: { readonly quality: InsightNumbers['quality'] }) {
  const { t } = useTranslation('insights')
  const isGood = quality.every(({ count }) => count === 0)
  return (
    <Section title={t('quality.title')} description={t('quality.description')}>
      {isGood && <Typography variant="body2">{t('quality.good')}</Typography>}
      {!isGood && (
        <Box component="ul" sx={listLook}>
          {quality.map(({ issue, count, list }) => (
            <li key={issue}>
              <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
                {t(`quality.${issue}`)}
              </Typography>
              <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
                {formatCount(count)}
              </Typography>
              <Box sx={{ width: 88, textAlign: 'end' }}>
                {count > 0 && (
                  <RouterButton
                    to="/items"
                    search={searchOf(list)}
                    size="small"
                    aria-label={t('quality.showOf', { issue: t(`quality.${issue}`), count })}
                  >
                    {t('quality.show')}
                  </RouterButton>
                )}
              </Box>
            </li>
          ))}
        </Box>
      )}
    </Section>
  )
}

const listLook = {
  m: 0,
  p: 0,
  listStyle: 'none',
  '& > li': { display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 36 },
  '& > li + li': { borderTop: 1, borderColor: 'divider' },
} as const
