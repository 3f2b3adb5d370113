import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** More are drawn only when somebody wants to see them. */
const atFirst = 5

interface DifferencesProps {
  /** Values as a person reads them; empty where a field has none. */
  readonly differences: readonly {
    readonly name: string
    readonly label: string
    readonly from: string
    readonly to: string
  }[]
}

/** What became of fields, one a line. */
export function Differences({ differences }: DifferencesProps) {
  const { t } = useTranslation('detail')
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? differences : differences.slice(0, atFirst)
  const left = differences.length - shown.length
  const words = (value: string): string => (value === '' ? t('history.notSet') : value)
  return (
    <>
      <Box
        component="ul"
        sx={{ m: 0, mt: 0.5, pl: 2.5, typography: 'body2', '&:empty': { display: 'none' } }}
      >
        {shown.map(({ name, label, from, to }) => (
          <Box component="li" key={name} sx={{ overflowWrap: 'anywhere' }}>
            {t('history.difference', { field: label, from: words(from), to: words(to) })}
          </Box>
        ))}
      </Box>
      {left > 0 && (
        <Button
          sx={{ ml: -1.5 }}
          onClick={() => {
            setIsWhole(true)
          }}
        >
          {t('history.more', { count: left })}
        </Button>
      )}
    </>
  )
}
