import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface DifferencesProps {
  /** Values as a person reads them; empty where a field has none. */
  readonly differences: readonly {
    readonly name: string
    readonly label: string
    readonly from: string
    readonly to: string
  }[]
  /** So many are drawn; more when somebody wants to see them. */
  readonly atFirst: number
}

/** What became of fields, one a line. */
export function Differences({ differences, atFirst }: DifferencesProps) {
  const { t } = useTranslation('ui')
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? differences : differences.slice(0, atFirst)
  const left = differences.length - shown.length
  const words = (value: string): string => (value === '' ? t('differences.notSet') : value)
  return (
    <>
      <Box
        component="ul"
        sx={{ m: 0, mt: 0.5, pl: 2.5, typography: 'body2', '&:empty': { display: 'none' } }}
      >
        {shown.map(({ name, label, from, to }) => (
          <Box component="li" key={name} sx={{ overflowWrap: 'anywhere' }}>
            {t('differences.one', { field: label, from: words(from), to: words(to) })}
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
          {t('differences.more', { count: left })}
        </Button>
      )}
    </>
  )
}
