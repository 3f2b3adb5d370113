import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ToldApart } from '../../../../shared/model/duplicates.ts'
import { useToldApart } from '../../../api/use-duplicates.ts'
import { formatList } from '../../../ui/format.ts'
import { useRelativeTime } from '../../../ui/RelativeTime.tsx'
import { Section } from '../../../ui/Section.tsx'
import { listLook } from '../list-look.ts'

interface ToldApartSectionProps {
  readonly isBusy: boolean
  readonly onTakeBack: (id: string) => void
}

const piece = 10
const most = 100

/** What the user has told apart, and the way to take it back. */
export function ToldApartSection({ isBusy, onTakeBack }: ToldApartSectionProps) {
  const { t } = useTranslation('insights')
  const words = useRelativeTime()
  const [limit, setLimit] = useState(piece)
  const { data } = useToldApart(limit)
  if (data === undefined || data.total === 0) return null
  const left = data.total - data.entries.length
  const namesOf = ({ rows, count }: ToldApart): string => {
    const names = rows.map(({ name }) => (name.trim() === '' ? t('duplicates.unnamed') : name))
    const others = count - rows.length
    return formatList(others === 0 ? names : [...names, t('duplicates.others', { count: others })])
  }
  return (
    <Section
      title={t('duplicates.apart.title', { count: data.total })}
      description={t('duplicates.apart.description')}
    >
      <Box component="ul" sx={listLook}>
        {data.entries.map((entry) => (
          <li key={entry.id}>
            <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              <bdi>{namesOf(entry)}</bdi>
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
              {words(entry.atMs)}
            </Typography>
            <Button
              size="small"
              disabled={isBusy}
              aria-label={t('duplicates.apart.takeBackOf', { names: namesOf(entry) })}
              onClick={() => {
                onTakeBack(entry.id)
              }}
            >
              {t('duplicates.apart.takeBack')}
            </Button>
          </li>
        ))}
      </Box>
      {left > 0 && limit < most && (
        <Button
          sx={{ ml: -1, mt: 1 }}
          onClick={() => {
            setLimit(most)
          }}
        >
          {t('duplicates.apart.more', { count: left })}
        </Button>
      )}
      {left > 0 && limit >= most && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
          {t('duplicates.apart.older', { count: left })}
        </Typography>
      )}
    </Section>
  )
}
