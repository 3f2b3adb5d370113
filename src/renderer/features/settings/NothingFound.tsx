import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'

interface NothingFoundProps {
  readonly typed: string
  readonly onClear: () => void
}

/** No section has the words that were typed. */
export function NothingFound({ typed, onClear }: NothingFoundProps) {
  const { t } = useTranslation('settings')
  return (
    <Card>
      <EmptyState
        title={t('search.nothing', { typed: typed.trim() })}
        actions={
          <Button variant="outlined" color="inherit" onClick={onClear}>
            {t('search.clear')}
          </Button>
        }
      />
    </Card>
  )
}
